package org.sunshineledger.ledger.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;

/** The published names of all events, read from the sealed interfaces that list them. */
public final class FactTypes {

  private final Map<String, Class<? extends Event>> classes = new HashMap<>();
  private final Map<Class<?>, String> names = new HashMap<>();
  private final Map<String, Upcaster> upcasters = new HashMap<>();

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
   * The same types, and older versions of them.
   *
   * @throws IllegalArgumentException for two upcasters of one type, one of a type that is still
   *     written, and one that leads to no type that is
   */
  public FactTypes with(Upcaster... older) {
    FactTypes all = new FactTypes();
    all.classes.putAll(classes);
    all.names.putAll(names);
    all.upcasters.putAll(upcasters);
    for (Upcaster each : older)
      if (classes.containsKey(each.from()) || all.upcasters.put(each.from(), each) != null)
        throw new IllegalArgumentException("read in two ways: " + each.from());
    all.upcasters.keySet().forEach(all::requireWayToTheNewest);
    return all;
  }

  private void requireWayToTheNewest(String from) {
    String name = from;
    for (int steps = 0; !classes.containsKey(name); steps++) {
      Upcaster next = upcasters.get(name);
      if (next == null || steps > upcasters.size())
        throw new IllegalArgumentException("%s leads to no event, but to %s".formatted(from, name));
      name = next.to();
    }
  }

  /** The steps from a stored type to the one that is written now; none for that one itself. */
  List<Upcaster> stepsFrom(String name) {
    List<Upcaster> steps = new ArrayList<>();
    for (Upcaster next = upcasters.get(name); next != null; next = upcasters.get(next.to()))
      steps.add(next);
    return steps;
  }

  /**
   * The event that a stored type is read as.
   *
   * @param position of the fact that carries it, for the message
   * @throws UnknownFactType when no event has this name
   */
  public Class<? extends Event> classOf(String name, long position) {
    List<Upcaster> steps = stepsFrom(name);
    Class<? extends Event> type = classes.get(steps.isEmpty() ? name : steps.getLast().to());
    if (type == null) throw new UnknownFactType(position, name, hint(name));
    return type;
  }

  private String hint(String name) {
    return names().stream()
        .filter(known -> withoutVersion(known).equals(withoutVersion(name)))
        .findFirst()
        .map(known ->
            "; it knows %s: run the version that wrote it, or a newer one".formatted(known))
        .orElse("");
  }

  private static String withoutVersion(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  /** The names under which facts may be stored: those that are written now, and older ones. */
  public Set<String> readable() {
    Set<String> all = names();
    all.addAll(upcasters.keySet());
    return all;
  }

  /** The names that are written now, in their order. */
  public Set<String> names() {
    return new TreeSet<>(classes.keySet());
  }

  Set<Class<?>> classes() {
    return Set.copyOf(names.keySet());
  }
}
