package org.sunshineledger.api.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.supervision.CheckKind;
import org.sunshineledger.ledger.supervision.ClaimKind;
import org.sunshineledger.ledger.supervision.ClaimOperator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * What really was published: divisions, claims and checks of the newspaper article of 17 October
 * 2016, and the allocation notice of the city finance bureau of 6 March 2018.
 */
final class Published {

  private static final String FOLDER = "/scenario/zhengzhou-2016/";

  private Published() {}

  /** A division in an interval; the same code occurs twice when its parent changed. */
  @JsonPropertyOrder({"code", "name", "level", "parent", "valid_from", "valid_to", "note"})
  record Division(
      RegionCode code,
      String name,
      RegionLevel level,
      @Nullable RegionCode parent,
      @JsonProperty("valid_from") @Nullable LocalDate validFrom,
      @JsonProperty("valid_to") @Nullable LocalDate validTo,
      @Nullable String note) {}

  /** One published figure. */
  @JsonPropertyOrder({"id", "region", "metric", "unit", "kind", "as_of", "op", "value", "note"})
  record Claim(
      String id,
      RegionCode region,
      String metric,
      String unit,
      ClaimKind kind,
      @JsonProperty("as_of") LocalDate asOf,
      ClaimOperator op,
      BigDecimal value,
      String note) {}

  /** A relation between claims. */
  @JsonPropertyOrder({"id", "kind", "expression", "tolerance", "source", "note"})
  record Check(
      String id,
      CheckKind kind,
      String expression,
      BigDecimal tolerance,
      String source,
      String note) {}

  /** The allocation notice, amounts in 10,000 yuan. */
  record AllocationNotice(
      String title,
      LocalDate published,
      String unit,
      List<Source> sources,
      long higherLevelsSubtotal,
      long total,
      List<DocumentPair> documentNumbers,
      String knownAnomaly) {}

  record Source(String level, List<Long> amounts, long subtotal) {}

  record DocumentPair(String higher, String city) {}

  static List<Division> divisions() {
    return rows("regions.csv", Division.class);
  }

  static List<Claim> claims() {
    return rows("claims.csv", Claim.class);
  }

  static List<Check> checks() {
    return rows("checks.csv", Check.class);
  }

  static AllocationNotice allocationNotice() {
    try (InputStream in = open("notice-2018-03-06.json")) {
      return JsonMapper.builder().build().readValue(in, AllocationNotice.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InputStream open(String file) {
    InputStream in = Published.class.getResourceAsStream(FOLDER + file);
    if (in == null) throw new IllegalStateException("missing on the class path: " + FOLDER + file);
    return in;
  }

  private static <T> List<T> rows(String file, Class<T> type) {
    CsvMapper csv =
        CsvMapper.builder()
            .enable(CsvReadFeature.EMPTY_STRING_AS_NULL)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    CsvSchema schema = csv.schemaFor(type).withHeader();
    try (InputStream in = open(file)) {
      return csv.readerFor(type).with(schema).<T>readValues(in).readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
