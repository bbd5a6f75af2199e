package org.sunshineledger.projections.provenance;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A document of PROV-JSON (W3C Member Submission, 2013) that grows statement by statement. */
final class ProvDocument {

  /** Of all names in it; what stands behind are streams, positions and numbers of the ledger. */
  static final String PREFIX = "sl";

  private static final String NAMESPACE = "urn:sunshine-ledger:";

  /** By kind of statement, then by identifier. */
  private final Map<String, Map<String, Map<String, Object>>> statements = new TreeMap<>();

  private final Set<Map.Entry<String, Map<String, Object>>> told = new HashSet<>();
  private int relations;

  static String name(String local) {
    return PREFIX + ":" + local;
  }

  /** A name as the value of an attribute. */
  static Map<String, Object> qualified(String name) {
    return Map.of("$", name, "type", "prov:QUALIFIED_NAME");
  }

  ProvDocument entity(String id, Map<String, Object> attributes) {
    return element("entity", id, attributes);
  }

  ProvDocument activity(String id, Map<String, Object> attributes) {
    return element("activity", id, attributes);
  }

  ProvDocument agent(String id, Map<String, Object> attributes) {
    return element("agent", id, attributes);
  }

  private ProvDocument element(String kind, String id, Map<String, Object> attributes) {
    of(kind).computeIfAbsent(id, _ -> new LinkedHashMap<>()).putAll(attributes);
    return this;
  }

  /** A relation without a name of its own; a null value is left out. */
  ProvDocument relate(String kind, Map<String, @Nullable Object> attributes) {
    Map<String, Object> said = new LinkedHashMap<>();
    attributes.forEach((key, value) -> {
      if (value != null) said.put(key, value);
    });
    if (told.add(Map.entry(kind, said))) of(kind).put("_:r" + ++relations, said);
    return this;
  }

  private Map<String, Map<String, Object>> of(String kind) {
    return statements.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
  }

  /** As Jackson writes it. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("prefix", Map.of(PREFIX, NAMESPACE));
    json.putAll(statements);
    return json;
  }
}
