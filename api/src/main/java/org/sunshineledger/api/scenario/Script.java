package org.sunshineledger.api.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The made-up part of the scenario as data: {@code synthetic.yaml}. */
record Script(long seed, List<Block> blocks) {

  /** Townships whose households add up to a published figure; see the head of the file. */
  record Block(
      String name,
      RegionCode county,
      @Nullable RegionCode movedTo,
      List<Township> townships,
      int provinceLevelVillages,
      int households,
      int persons,
      int reachedHouseholds,
      int reachedPersons,
      int poorByIllnessPersons,
      int exitShare2016,
      boolean exited2015,
      boolean still2016,
      int householdsPerOfficer) {

    int villages() {
      return townships.stream().mapToInt(Township::villages).sum();
    }
  }

  record Township(RegionCode code, String name, int villages) {

    /** Whether the township itself is made up. */
    boolean isSynthetic() {
      return code.code().charAt(6) == '9';
    }
  }

  static Script read() {
    YAMLMapper yaml =
        YAMLMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
    try (InputStream in = Published.open("synthetic.yaml")) {
      return yaml.readValue(in, Script.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same numbers for the same subject in every run, whatever was drawn before. */
  RandomGenerator random(String subject) {
    byte[] digest =
        Sha256.of((seed + "/" + subject).getBytes(java.nio.charset.StandardCharsets.UTF_8)).bytes();
    return RandomGeneratorFactory.of("L64X128MixRandom").create(digest);
  }
}
