package org.segloss.demo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imagingbook.sampleimages.kimia.Kimia1070;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SilhouettesDataTest {

    private static final SegmentationData DATA = SilhouettesData.load(64, 0);

    @Test
    void noKindIsInBothParts() {
        Set<String> train = kinds(DATA.train());
        Set<String> validation = kinds(DATA.validation());
        Set<String> both = new HashSet<>(train);
        both.retainAll(validation);
        assertEquals(Set.of(), both);
        assertTrue(validation.size() >= 5, validation.toString());
    }

    @Test
    void noSilhouetteComesTwice() {
        assertEquals(240, DATA.train().stream().map(Sample::id).distinct().count());
        assertEquals(60, DATA.validation().stream().map(Sample::id).distinct().count());
    }

    @Test
    void seedDecidesAll() {
        SegmentationData again = SilhouettesData.load(64, 0);
        for (int i = 0; i < DATA.train().size(); i++) {
            assertArrayEquals(DATA.train().get(i).image(), again.train().get(i).image());
            assertArrayEquals(DATA.train().get(i).labels(), again.train().get(i).labels());
        }
        assertFalse(
                Arrays.equals(
                        DATA.train().get(0).image(),
                        SilhouettesData.load(64, 1).train().get(0).image()));
    }

    @Test
    void everyImageHasASilhouetteThatIsBrighterOnTheWhole() {
        double inside = 0;
        for (Sample sample : DATA.train()) {
            int count = Arrays.stream(sample.labels()).sum();
            assertTrue(count > 20 && count < 64 * 64 * 0.8, sample.id() + " has " + count);
            double sum = 0;
            for (int i = 0; i < sample.labels().length; i++) {
                sum += sample.labels()[i] * sample.image()[i];
            }
            inside += sum / count;
        }
        assertTrue(inside / DATA.train().size() > 0.5);
    }

    @Test
    void sizeIsAChoice() {
        SegmentationData large = SilhouettesData.load(96, 0);
        assertArrayEquals(new int[] {96, 96}, large.train().get(0).shape());
        assertEquals(96 * 96, large.train().get(0).image().length);
    }

    private static Set<String> kinds(List<Sample> samples) {
        return samples.stream()
                .map(sample -> SilhouettesData.kind(Kimia1070.valueOf(sample.id())))
                .collect(Collectors.toSet());
    }
}
