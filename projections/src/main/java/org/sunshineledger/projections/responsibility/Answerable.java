package org.sunshineledger.projections.responsibility;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.projections.region.Node;

/**
 * Who answered for something on a day (domain.md section 5.1, the query of RE-1 to RE-6).
 *
 * @param places village, township, county, city and above, as they belonged together on that day
 * @param answers (a) to (d): from the household to the top
 * @param department (d): the office of the county for the household's cause; null where no rule or
 *     no cause names one
 * @param agreements with enterprises that help the household
 * @param steps (e): what was done about it up to that day, with who recorded and who signed it
 * @param pledges (f): in force on that day for any of the places
 * @param findings gaps and overlaps up to that day, the latest first
 * @param related streams that it is also about: of a payment its project and its fund
 * @param names of the officers in steps and pledges, by officer, where they are known
 * @param synthetic whether anything of it is made up
 */
public record Answerable(
    Subject subject,
    LocalDate at,
    List<Node> places,
    List<Answer> answers,
    @Nullable Department department,
    List<Agreement> agreements,
    List<Step> steps,
    List<Pledge> pledges,
    List<Finding> findings,
    List<String> related,
    Map<OfficerId, String> names,
    boolean synthetic) {

  public Answerable {
    places = List.copyOf(places);
    answers = List.copyOf(answers);
    agreements = List.copyOf(agreements);
    steps = List.copyOf(steps);
    pledges = List.copyOf(pledges);
    findings = List.copyOf(findings);
    related = List.copyOf(related);
    names = Map.copyOf(names);
  }

  /** Whether something is wrong on the asked day itself. */
  public boolean isGap() {
    return findings.stream().anyMatch(finding -> finding.covers(at));
  }
}
