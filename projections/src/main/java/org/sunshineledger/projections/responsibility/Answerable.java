package org.sunshineledger.projections.responsibility;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.projections.region.Node;

/**
 * Who answered for a household on a day (domain.md section 5.1, the query of RE-1 to RE-6).
 *
 * @param places village, township, county, city and above, as they belonged together on that day
 * @param answers from the household to the top
 * @param signatures under the household's steps up to that day
 * @param pledges in force on that day for any of the places
 * @param gap RESPONSIBILITY_GAP: somebody had to be paired with the household on that day, and
 *     nobody was
 * @param gaps all such stretches up to that day
 * @param names of the officers who signed or pledged, by officer, where they are known
 */
public record Answerable(
    HouseholdId household,
    LocalDate at,
    List<Node> places,
    List<Answer> answers,
    List<Signature> signatures,
    List<Pledge> pledges,
    boolean gap,
    List<Interval> gaps,
    Map<OfficerId, String> names) {}
