package org.sunshineledger.ledger.auditpackage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.log.note.Checkpoint;
import tools.jackson.databind.json.JsonMapper;

/** datapackage.json: Frictionless Data Package, with control totals beside each hash. */
final class DataPackage {

  private static final Map<String, String> TYPES =
      Map.of(
          "序号",
          "integer",
          "记录时间",
          "datetime",
          "对象内序号",
          "integer",
          "发生日期",
          "date",
          "金额分",
          "integer");

  private final Scope scope;
  private final List<Listed> files;
  private final FactsCsv csv;
  private final Checkpoint checkpoint;

  DataPackage(Scope scope, List<Listed> files, FactsCsv csv, Checkpoint checkpoint) {
    this.scope = scope;
    this.files = files;
    this.csv = csv;
    this.checkpoint = checkpoint;
  }

  byte[] bytes() {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("profile", "data-package");
    whole.put("name", "sunshine-ledger-audit-package");
    whole.put("title", "阳光账本审计包");
    whole.put(
        "log",
        Map.of(
            "origin",
            checkpoint.origin(),
            "size",
            checkpoint.size(),
            "root",
            checkpoint.head().rootHash()));
    whole.put("scope", scope());
    whole.put("resources", files.stream().map(this::resource).toList());
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(whole);
  }

  /** Whoever counts what is in the package must know what is not; nothing here: the whole log. */
  private Map<String, Object> scope() {
    Map<String, Object> limits = new LinkedHashMap<>();
    limit(limits, "region", scope.region());
    limit(limits, "stream", scope.stream());
    limit(limits, "from", scope.from());
    limit(limits, "to", scope.to());
    return limits;
  }

  private static void limit(Map<String, Object> limits, String name, @Nullable Object value) {
    if (value != null) limits.put(name, value.toString());
  }

  private Map<String, Object> resource(Listed file) {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("name", file.path().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
    resource.put("path", file.path());
    resource.put("bytes", file.bytes());
    resource.put("hash", "sha256:" + file.sha256());
    if (!file.path().equals("facts.csv")) return resource;
    resource.put("profile", "tabular-data-resource");
    resource.put("format", "csv");
    resource.put("encoding", "utf-8");
    resource.put("dialect", Map.of("delimiter", ",", "lineTerminator", "\r\n", "header", true));
    resource.put(
        "schema",
        Map.of(
            "fields",
            FactsCsv.HEADERS.stream()
                .map(name -> Map.of("name", name, "type", TYPES.getOrDefault(name, "string")))
                .toList(),
            "primaryKey",
            FactsCsv.HEADERS.getFirst()));
    resource.put("rowCount", csv.rows());
    Map<String, Object> totals = new LinkedHashMap<>();
    totals.put("rows", csv.rows());
    totals.put("amountRows", csv.amounts());
    totals.put("amountFen", csv.fen());
    resource.put("controlTotals", totals);
    return resource;
  }
}
