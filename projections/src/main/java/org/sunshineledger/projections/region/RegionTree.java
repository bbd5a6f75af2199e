package org.sunshineledger.projections.region;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionLevel;

/** The divisions and who belonged to whom on one day. */
public final class RegionTree {

  private final Map<RegionCode, Node> nodes = new HashMap<>();
  private final Map<RegionCode, List<Node>> children = new HashMap<>();
  private final List<Node> roots = new ArrayList<>();

  RegionTree(Map<RegionCode, Division> divisions, LocalDate day) {
    divisions.forEach((code, division) -> {
      RegionLevel level = division.level();
      Optional<Division.Named> named = division.nameOn(day);
      Optional<Division.Placed> placed = division.placeOn(day);
      if (level == null || named.isEmpty() || placed.isEmpty()) return;
      nodes.put(
          code,
          new Node(
              code,
              named.get().name(),
              level,
              placed.get().parent(),
              placed.get().position(),
              division.synthetic()));
    });
    for (Node node : nodes.values()) {
      RegionCode parent = node.parent();
      if (parent == null || !nodes.containsKey(parent)) roots.add(node);
      else children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(node);
    }
    roots.sort(comparing(Node::code));
    children.values().forEach(list -> list.sort(comparing(Node::code)));
  }

  public Optional<Node> node(RegionCode region) {
    return Optional.ofNullable(nodes.get(region));
  }

  public Optional<Node> parent(RegionCode region) {
    return node(region).flatMap(node -> Optional.ofNullable(node.parent())).flatMap(this::node);
  }

  /** From the region itself upward; empty when there was no such region. */
  public List<Node> path(RegionCode region) {
    List<Node> path = new ArrayList<>();
    Optional<Node> node = node(region);
    while (node.isPresent()) {
      if (path.contains(node.get()))
        throw new IllegalStateException("the divisions run in a circle at " + region);
      path.add(node.get());
      node = parent(node.get().code());
    }
    return path;
  }

  /** The region's ancestor of this level, or the region itself. */
  public Optional<Node> above(RegionCode region, RegionLevel level) {
    return path(region).stream().filter(node -> node.level() == level).findFirst();
  }

  /** In the order of their codes. */
  public List<Node> children(RegionCode region) {
    return List.copyOf(children.getOrDefault(region, List.of()));
  }

  /** Divisions without a parent on that day. */
  public List<Node> roots() {
    return List.copyOf(roots);
  }

  /** The divisions of this level within the region or the region itself, in the order of codes. */
  public List<Node> within(RegionCode region, RegionLevel level) {
    return all(region).filter(node -> node.level() == level).sorted(comparing(Node::code)).toList();
  }

  /** The villages within the region, or itself. */
  public Stream<RegionCode> villages(RegionCode region) {
    return all(region).filter(node -> node.level() == RegionLevel.VILLAGE).map(Node::code);
  }

  /** The region itself and all divisions within it. */
  public Stream<RegionCode> within(RegionCode region) {
    return all(region).map(Node::code);
  }

  public boolean contains(RegionCode outer, @Nullable RegionCode inner) {
    return inner != null && path(inner).stream().anyMatch(node -> node.code().equals(outer));
  }

  private Stream<Node> all(RegionCode region) {
    return Stream.concat(
        node(region).stream(),
        children.getOrDefault(region, List.of()).stream().flatMap(child -> all(child.code())));
  }
}
