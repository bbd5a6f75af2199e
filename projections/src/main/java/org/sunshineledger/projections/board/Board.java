package org.sunshineledger.projections.board;

import java.util.List;
import org.sunshineledger.projections.money.Received;
import org.sunshineledger.projections.progress.PublicStanding;
import org.sunshineledger.projections.progress.VillageProgress.Listing;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.responsibility.Duty;
import org.sunshineledger.projections.view.Moment;

/**
 * The board of one region at a moment. Nothing on it names a household.
 *
 * @param path from the region itself upward, by the tree of the day
 * @param children of that day
 * @param folded number of facts that the board is made of: the size of the tree it is proved
 *     against
 * @param open notices to which an objection is still in time or that have not been closed, the one
 *     that closes first on top; among them those that higher levels posted here
 * @param past notices that were closed or annulled, the latest on top
 * @param announcements the latest on top
 * @param listings of the village as a poor village; empty above villages
 * @param answering who leads here, is paired with the place, or was posted to it
 */
public record Board(
    Node region,
    List<Node> path,
    List<Node> children,
    Moment moment,
    long folded,
    PublicStanding standing,
    List<Notice> open,
    List<Notice> past,
    List<Notice> announcements,
    List<Listing> listings,
    Received received,
    List<Duty> answering,
    boolean synthetic) {}
