package org.sunshineledger.ledger;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;

/**
 * The most that an order may speak of, wherever in it an amount stands. {@link Money} itself bears
 * ten thousand times as much: so there is room for sums, and none of them stops a view for ever.
 */
final class Amounts {

  /** 一万亿元: more than the nation's special funds of all years together. */
  static final Money MOST = Money.ofYuan(1_000_000_000_000L);

  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          RecordComponent[] components = type.getRecordComponents();
          for (RecordComponent component : components) component.getAccessor().setAccessible(true);
          return components;
        }
      };

  private Amounts() {}

  /**
   * Every amount, in whatever component it stands: so none of a new order can be forgotten.
   *
   * @throws Refused with AMOUNT_TOO_LARGE
   */
  static void require(Order order) {
    look(order, "");
  }

  private static void look(@Nullable Object value, String at) {
    switch (value) {
      case Money money -> {
        if (money.compareTo(MOST) > 0 || money.compareTo(Money.ZERO.minus(MOST)) < 0)
          throw new Refused(Rule.AMOUNT_TOO_LARGE, at.strip());
      }
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) look(list.get(i), at + " " + (i + 1));
      }
      case Record whole -> {
        for (RecordComponent component : COMPONENTS.get(whole.getClass()))
          if (!component.getType().isPrimitive())
            look(valueOf(component, whole), at + " " + component.getName());
      }
      case null, default -> {
        // Holds no amount.
      }
    }
  }

  private static @Nullable Object valueOf(RecordComponent component, Record of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a component that cannot be read: " + component, e);
    }
  }
}
