package org.sunshineledger.api.imports;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.orders.OrderLabels;
import org.sunshineledger.api.web.FieldWords;
import org.sunshineledger.api.web.Formats;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;

/**
 * An order in words, for whoever is to say whether it is what his file says: its fields by the
 * labels of its form. Of a person there is as much as tells one row from the next.
 */
@Component
final class OrderWords {

  /** Of a list within an order; the others are counted. */
  private static final int LISTED = 5;

  private final OrderLabels labels;
  private final FieldWords words;
  private final Texts texts;
  private final Formats formats;

  OrderWords(OrderLabels labels, FieldWords words, Texts texts, Formats formats) {
    this.labels = labels;
    this.words = words;
    this.texts = texts;
    this.formats = formats;
  }

  /** One field. */
  record Said(String label, String said) {}

  /** Those that are filled, in their order. */
  List<Said> of(Order order) {
    return order instanceof Record it ? fields(it) : List.of();
  }

  private List<Said> fields(Record of) {
    List<Said> fields = new ArrayList<>();
    for (RecordComponent component : of.getClass().getRecordComponents()) {
      Object value = value(of, component);
      if (value == null || (value instanceof Collection<?> many && many.isEmpty())) continue;
      String said = of instanceof Person ? ofPerson(component.getName(), value) : said(value);
      fields.add(new Said(labels.labelOf(of.getClass(), component.getName()), said));
    }
    return fields;
  }

  private static @Nullable Object value(Record of, RecordComponent component) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a component that cannot be read: " + component.getName(), e);
    }
  }

  private String ofPerson(String name, Object value) {
    return switch (name) {
      case "name" -> {
        String text = value.toString();
        yield text.substring(0, text.offsetByCodePoints(0, 1)) + "**";
      }
      case "idNumber" -> texts.of("imports.preview.given");
      default -> said(value);
    };
  }

  private String said(Object value) {
    return switch (value) {
      case Money money -> texts.of("imports.preview.yuan", formats.yuan(money));
      case Enum<?> constant -> labels.wordOf(constant);
      case Boolean yes -> words.said(yes);
      case Collection<?> many -> listed(many);
      case Record it -> {
        List<Said> fields = fields(it);
        // A number, code or id of one part needs no label.
        yield it.getClass().getRecordComponents().length == 1 && fields.size() == 1
            ? fields.getFirst().said()
            : words.oneAfterTheOther(
                fields.stream().map(each -> words.pair(each.label(), each.said())).toList());
      }
      default -> value.toString();
    };
  }

  private String listed(Collection<?> many) {
    List<String> all =
        many.stream()
            .limit(LISTED)
            .map(each ->
                each instanceof Record it && it.getClass().getRecordComponents().length > 1
                    ? words.within(said(it))
                    : said(each))
            .toList();
    String said = words.oneAfterTheOther(all);
    return many.size() <= LISTED
        ? said
        : texts.of("imports.preview.more", said, formats.number(many.size()));
  }
}
