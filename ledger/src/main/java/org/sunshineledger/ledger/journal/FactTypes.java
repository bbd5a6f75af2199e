package org.sunshineledger.ledger.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;

/** The published names of all events, read from the sealed interfaces that list them. */
public final class FactTypes {

  private final Map<String, Class<? extends Event>> classes = new HashMap<>();
  private final Map<Class<?>, String> names = new HashMap<>();

  /**
   * Reads the names of all records the interfaces permit.
   *
   * @throws IllegalArgumentException for an interface that is not sealed, a record without {@link
   *     FactType}, or a name that is used twice
   */
  @SafeVarargs
  public static FactTypes of(Class<? extends Event>... sealedInterfaces) {
    FactTypes types = new FactTypes();
    for (Class<? extends Event> each : sealedInterfaces) types.add(each);
    return types;
  }

  private void add(Class<? extends Event> type) {
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses())
        add(permitted.asSubclass(Event.class));
      return;
    }
    FactType published = type.getAnnotation(FactType.class);
    if (published == null || !type.isRecord())
      throw new IllegalArgumentException("not a record with a published name: " + type.getName());
    if (classes.put(published.value(), type) != null)
      throw new IllegalArgumentException("two events are called " + published.value());
    names.put(type, published.value());
  }

  /** The published name, e.g. {@code household.household-identified.v1}. */
  public String nameOf(Class<?> event) {
    String name = names.get(event);
    if (name == null) throw new IllegalArgumentException("not a registered event: " + event);
    return name;
  }

  /**
   * The event of this name.
   *
   * @param position of the fact that carries it, for the message
   * @throws IllegalStateException when no event has this name
   */
  public Class<? extends Event> classOf(String name, long position) {
    Class<? extends Event> type = classes.get(name);
    if (type == null)
      throw new IllegalStateException(
          "the fact at position %d is a %s, which this version does not know"
              .formatted(position, name));
    return type;
  }

  /** All names, in their order. */
  public Set<String> names() {
    return new TreeSet<>(classes.keySet());
  }

  Set<Class<?>> classes() {
    return Set.copyOf(names.keySet());
  }
}
