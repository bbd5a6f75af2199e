package org.sunshineledger.api.imports;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.imports.AllocationNotice.Cited;
import org.sunshineledger.api.imports.AllocationNotice.Excluded;
import org.sunshineledger.api.imports.AllocationNotice.Line;
import org.sunshineledger.api.imports.AllocationNotice.Pair;
import org.sunshineledger.api.imports.AllocationNotice.Source;
import org.sunshineledger.api.imports.AllocationNotice.Stated;
import org.sunshineledger.api.imports.Spot.Pointer;
import org.sunshineledger.ledger.fund.FundingLevel;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a notice from JSON strictly, and remembers of every figure where it stands. */
@Component
final class NoticeJson {

  private static final int DEEPEST_NESTING = 16;

  /** A remark that collectors of notices write beside one; it is theirs, not the notice's. */
  private static final String IGNORED = "knownAnomaly";

  private final JsonMapper json =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST_NESTING).build())
                  .build())
          .enable(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Values values;

  NoticeJson(Values values) {
    this.values = values;
  }

  AllocationNotice read(byte[] body) {
    Fields notice =
        new Fields(
            tree(body),
            Pointer.WHOLE,
            Set.of(
                "title",
                "published",
                "unit",
                "basis",
                "sources",
                "higherLevelsSubtotal",
                "total",
                "documentNumbers",
                IGNORED));
    Unit unit = values.unit(notice.text("unit"), notice.spot("unit"));
    return new AllocationNotice(
        values.title(notice.text("title"), notice.spot("title")),
        values.published(
            values.day(notice.text("published"), notice.spot("published")),
            notice.spot("published")),
        unit,
        notice.has("basis") ? values.basis(notice.text("basis"), notice.spot("basis")) : null,
        notice.spot("basis"),
        sources(notice.oneOrMore("sources"), unit),
        notice.has("higherLevelsSubtotal") ? notice.stated("higherLevelsSubtotal", unit) : null,
        notice.stated("total", unit),
        notice.has("documentNumbers") ? pairs(notice.elements("documentNumbers")) : List.of());
  }

  private JsonNode tree(byte[] body) {
    try {
      return json.readTree(body);
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      throw values.malformed(
          new Pointer("body"),
          "not-json",
          at == null ? 1 : at.getLineNr(),
          at == null ? 1 : at.getColumnNr());
    }
  }

  private List<Source> sources(List<Element> elements, Unit unit) {
    List<Source> sources = new ArrayList<>();
    Set<FundingLevel> seen = EnumSet.noneOf(FundingLevel.class);
    int lines = 0;
    for (Element element : elements) {
      Fields source =
          new Fields(element.node(), element.spot(), Set.of("level", "amounts", "subtotal"));
      FundingLevel level = level(source.text("level"), source.spot("level"));
      if (!seen.add(level)) throw values.malformed(source.spot("level"), "twice");
      List<Element> amounts = source.oneOrMore("amounts");
      lines += amounts.size();
      if (lines > Values.MOST_LINES)
        throw values.malformed(source.spot("amounts"), "too-many-lines", Values.MOST_LINES);
      sources.add(
          new Source(
              level,
              amounts.stream().map(amount -> line(amount, unit)).toList(),
              source.has("subtotal") ? source.stated("subtotal", unit) : null,
              source.spot("level")));
    }
    return sources;
  }

  private FundingLevel level(String word, Pointer spot) {
    for (FundingLevel level : FundingLevel.values()) if (level.name().equals(word)) return level;
    throw values.malformed(spot, "no-level");
  }

  /** A number, or an object that says more about it. */
  private Line line(Element element, Unit unit) {
    if (element.node().isNumber())
      return new Line(
          values.stated(element.node().decimalValue(), unit, element.spot()),
          null,
          null,
          List.of());
    Fields line =
        new Fields(element.node(), element.spot(), Set.of("amount", "higher", "city", "excluded"));
    return new Line(
        line.stated("amount", unit),
        line.has("higher") ? line.cited("higher") : null,
        line.has("city") ? line.cited("city") : null,
        line.has("excluded")
            ? line.elements("excluded").stream().map(part -> excluded(part, unit)).toList()
            : List.of());
  }

  private Excluded excluded(Element element, Unit unit) {
    Fields part = new Fields(element.node(), element.spot(), Set.of("region", "amount"));
    return new Excluded(
        values.region(part.text("region"), part.spot("region")), part.stated("amount", unit));
  }

  private List<Pair> pairs(List<Element> elements) {
    if (elements.size() > Values.MOST_LINES)
      throw values.malformed(
          Pointer.WHOLE.field("documentNumbers"), "too-many-lines", Values.MOST_LINES);
    List<Pair> pairs = new ArrayList<>();
    for (Element element : elements) {
      Fields pair = new Fields(element.node(), element.spot(), Set.of("higher", "city"));
      pairs.add(new Pair(pair.cited("higher"), pair.cited("city")));
    }
    return pairs;
  }

  private record Element(JsonNode node, Pointer spot) {}

  /** The fields of one object, none of which is unknown. */
  private final class Fields {

    private final JsonNode node;
    private final Pointer at;

    Fields(JsonNode node, Pointer at, Set<String> known) {
      if (!node.isObject()) throw values.malformed(at, "wrong-form");
      for (String name : node.propertyNames())
        if (!known.contains(name)) throw values.malformed(at.field(name), "unknown-field");
      this.node = node;
      this.at = at;
    }

    Pointer spot(String name) {
      return at.field(name);
    }

    boolean has(String name) {
      return found(name) != null;
    }

    private @Nullable JsonNode found(String name) {
      JsonNode value = node.get(name);
      return value == null || value.isNull() ? null : value;
    }

    private JsonNode required(String name) {
      JsonNode value = found(name);
      if (value == null) throw values.malformed(spot(name), "missing");
      return value;
    }

    String text(String name) {
      JsonNode value = required(name);
      if (!value.isString()) throw values.malformed(spot(name), "wrong-form");
      return value.stringValue();
    }

    Cited cited(String name) {
      return values.cited(text(name), spot(name));
    }

    Stated stated(String name, Unit unit) {
      JsonNode value = required(name);
      if (!value.isNumber()) throw values.malformed(spot(name), "no-number");
      return values.stated(value.decimalValue(), unit, spot(name));
    }

    List<Element> oneOrMore(String name) {
      List<Element> elements = elements(name);
      if (elements.isEmpty()) throw values.malformed(spot(name), "missing");
      return elements;
    }

    List<Element> elements(String name) {
      JsonNode list = required(name);
      if (!list.isArray()) throw values.malformed(spot(name), "wrong-form");
      List<Element> elements = new ArrayList<>();
      for (int i = 0; i < list.size(); i++)
        elements.add(new Element(list.get(i), spot(name).element(i)));
      return elements;
    }
  }
}
