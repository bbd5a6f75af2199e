package org.sunshineledger.api.board;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;

/** Which division a public page is about. */
final class AskedRegion {

  private AskedRegion() {}

  /**
   * The one that was asked for, or the uppermost.
   *
   * @throws Faulty with UNKNOWN_PLACE when there was none of that code on the tree's day
   */
  static Node in(RegionTree tree, @Nullable RegionCode asked) {
    return Optional.ofNullable(asked)
        .or(() -> tree.roots().stream().map(Node::code).findFirst())
        .flatMap(tree::node)
        .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_PLACE, asked == null ? "" : asked.code()));
  }
}
