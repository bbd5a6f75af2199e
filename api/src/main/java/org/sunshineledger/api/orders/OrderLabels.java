package org.sunshineledger.api.orders;

import org.springframework.stereotype.Component;
import org.sunshineledger.api.web.RuleTexts;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.rules.Rule;

/** What the fields of orders are called, and the words that stand for their constants. */
@Component
public final class OrderLabels {

  private final Texts texts;

  OrderLabels(Texts texts) {
    this.texts = texts;
  }

  /** What a field is called: in this record, or anywhere. */
  public String labelOf(Class<?> owner, String name) {
    return texts.orElse(
        "field." + owner.getSimpleName() + "." + name, texts.orElse("field." + name, name));
  }

  /** The reader's word for a constant, or the constant where nobody has written one. */
  public String wordOf(Enum<?> constant) {
    if (constant instanceof Rule rule) return RuleTexts.title(rule) + " " + rule.name();
    Class<?> type = constant.getDeclaringClass();
    return texts.orElse(
        Schemas.name(type) + "." + constant.name(),
        texts.orElse(type.getSimpleName() + "." + constant.name(), constant.name()));
  }
}
