package org.sunshineledger.ledger.publication;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The versions of what a published document may show, one file each in {@code redaction/}. A
 * version is never edited: a document that was published by it can always be held against it.
 */
public final class RedactionPolicies {

  private static final List<String> OURS = List.of("mask-1", "none");

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private static final RedactionPolicies STANDARD =
      new RedactionPolicies(OURS.stream().map(RedactionPolicies::resource).toList());

  private final Map<String, RedactionPolicy> byVersion = new LinkedHashMap<>();

  RedactionPolicies(List<RedactionPolicy> policies) {
    for (RedactionPolicy policy : policies)
      if (byVersion.put(policy.version(), policy) != null)
        throw new IllegalArgumentException("two redaction policies " + policy.version());
  }

  /** Those that come with the program. */
  public static RedactionPolicies standard() {
    return STANDARD;
  }

  static RedactionPolicy read(String yaml) {
    return YAML.readValue(yaml, RedactionPolicy.class);
  }

  private static RedactionPolicy resource(String version) {
    try (InputStream in =
        RedactionPolicies.class.getResourceAsStream("/redaction/%s.yaml".formatted(version))) {
      if (in == null) throw new IllegalStateException("there is no resource redaction/" + version);
      return YAML.readValue(in, RedactionPolicy.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A version, one that is out of use too. */
  public Optional<RedactionPolicy> version(String version) {
    return Optional.ofNullable(byVersion.get(version));
  }

  public Set<String> versions() {
    return byVersion.keySet();
  }
}
