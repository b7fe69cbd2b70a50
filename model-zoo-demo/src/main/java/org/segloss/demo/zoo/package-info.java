/**
 * Trained networks as models of DJL's model zoo.
 *
 * <p>With this jar and an engine on the class path, DJL finds the zoo by itself and {@link
 * ai.djl.repository.zoo.Criteria} loads from it:
 *
 * <pre>{@code
 * Criteria<Image, CategoryMask> criteria = Criteria.builder()
 *         .setTypes(Image.class, CategoryMask.class)
 *         .optApplication(Application.CV.SEMANTIC_SEGMENTATION)
 *         .optArtifactId("org.segloss:silhouettes-dice-ce")
 *         .optEngine("MXNet")
 *         .build();
 * try (ZooModel<Image, CategoryMask> model = criteria.loadModel();
 *         Predictor<Image, CategoryMask> predictor = model.newPredictor()) {
 *     CategoryMask mask = predictor.predict(ImageFactory.getInstance().fromFile(file));
 * }
 * }</pre>
 *
 * <p>DJL has one application for all of it, {@code SEMANTIC_SEGMENTATION}; the types tell pictures
 * from volumes: {@code Image} to {@code CategoryMask} for networks that take pictures, {@link
 * org.segloss.demo.image.Volume} to {@link org.segloss.demo.image.Mask} for all, {@code NDList} to
 * {@code NDList} for logits. Any size goes in and the same size comes out. The properties of {@code
 * metadata.json} serve as filters, such as {@code optFilter("data", "brain")}.
 *
 * <p>Where networks are looked for:
 *
 * <ul>
 *   <li>in the user's repository, a folder or jar that the environment variable or system property
 *       {@code SEGLOSS_ZOO} names, or else {@code ~/.segloss/zoo};
 *   <li>in all jars and folders of the class path that hold {@code
 *       model/cv/semantic_segmentation/org/segloss}, which is where a jar of {@code segloss zoo
 *       export} has them;
 *   <li>nowhere else than in one folder or jar with {@code optModelZoo(new SeglossModelZoo(path))}.
 * </ul>
 *
 * <p>The layout is DJL's own, so a folder can also be given to {@code optModelUrls} or to DJL's
 * property {@code ai.djl.repository.zoo.location}. Then DJL checks the checksum, but only when it
 * first copies a network into its cache; here, original and copy are checked each time.
 */
package org.segloss.demo.zoo;
