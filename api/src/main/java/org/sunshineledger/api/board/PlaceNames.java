package org.sunshineledger.api.board;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;

/** What readers call the divisions that a page names. */
final class PlaceNames {

  private PlaceNames() {}

  /** Names by code, as they were on the tree's day; one that was not there then keeps its code. */
  static Map<String, String> of(Stream<RegionCode> codes, RegionTree tree) {
    Map<String, String> names = new TreeMap<>();
    codes.forEach(
        code -> names.put(code.code(), tree.node(code).map(Node::name).orElse(code.code())));
    return names;
  }
}
