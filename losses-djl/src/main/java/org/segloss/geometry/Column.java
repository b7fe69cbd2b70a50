package org.segloss.geometry;

import java.util.BitSet;

/** A sparse column of a matrix over Z/2, of which the last place is found quickly. */
final class Column {

    private final long[] words;

    /** The words that may hold a place. */
    private final BitSet used;

    Column(int length) {
        words = new long[(length + Long.SIZE - 1) / Long.SIZE];
        used = new BitSet(words.length);
    }

    /** Adds another column. */
    void add(int[] places) {
        for (int place : places) {
            words[place / Long.SIZE] ^= 1L << place;
            used.set(place / Long.SIZE);
        }
    }

    /** The last place of a column that is not 0. */
    int last() {
        int word = used.length() - 1;
        while (words[word] == 0) {
            used.clear(word);
            word = used.previousSetBit(word);
        }
        return (word + 1) * Long.SIZE - 1 - Long.numberOfLeadingZeros(words[word]);
    }

    /** Takes all places out. */
    int[] drain() {
        int[] places = new int[used.stream().map(word -> Long.bitCount(words[word])).sum()];
        int count = 0;
        for (int word = used.nextSetBit(0); word >= 0; word = used.nextSetBit(word + 1)) {
            for (long rest = words[word]; rest != 0; rest &= rest - 1) {
                places[count++] = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
            }
            words[word] = 0;
        }
        used.clear();
        return places;
    }
}
