package org.sunshineledger.ledger;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    String at = tooLarge(order);
    if (at != null) throw new Refused(Rule.AMOUNT_TOO_LARGE, at.strip());
  }

  /** Where the first stands that is, written from the inside out; null where none is. */
  private static @Nullable String tooLarge(@Nullable Object value) {
    return switch (value) {
      case Money money -> isTooLarge(money) ? "" : null;
      case List<?> list -> tooLargeIn(list);
      case Record whole -> tooLargeIn(whole);
      case Iterable<?> container -> throw unknown(container);
      case Map<?, ?> container -> throw unknown(container);
      case Optional<?> container -> throw unknown(container);
      case Object[] container -> throw unknown(container);
      case null, default -> null;
    };
  }

  private static boolean isTooLarge(Money money) {
    return money.compareTo(MOST) > 0 || money.compareTo(Money.ZERO.minus(MOST)) < 0;
  }

  private static @Nullable String tooLargeIn(List<?> list) {
    for (int i = 0; i < list.size(); i++) {
      String within = tooLarge(list.get(i));
      if (within != null) return " " + (i + 1) + within;
    }
    return null;
  }

  private static @Nullable String tooLargeIn(Record whole) {
    for (RecordComponent component : COMPONENTS.get(whole.getClass())) {
      if (component.getType().isPrimitive()) continue;
      String within = tooLarge(valueOf(component, whole));
      if (within != null) return " " + component.getName() + within;
    }
    return null;
  }

  private static IllegalStateException unknown(Object container) {
    return new IllegalStateException("nobody looks for amounts in a " + container.getClass());
  }

  private static @Nullable Object valueOf(RecordComponent component, Record of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a component that cannot be read: " + component, e);
    }
  }
}
