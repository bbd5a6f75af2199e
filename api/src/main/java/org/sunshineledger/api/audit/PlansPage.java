package org.sunshineledger.api.audit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.projections.dossier.Dossier;
import org.sunshineledger.projections.dossier.PlanDifference;
import org.sunshineledger.projections.dossier.PlanVersion;
import org.sunshineledger.projections.dossier.Plans;
import org.sunshineledger.projections.view.Moment;

/** What one version of a household's plan holds otherwise than another. */
@Controller
final class PlansPage {

  private final OpenedDossiers dossiers;
  private final Clock clock;

  PlansPage(OpenedDossiers dossiers, Clock clock) {
    this.dossiers = dossiers;
    this.clock = clock;
  }

  record Shown(
      HouseholdId household,
      List<Integer> versions,
      PlanDifference difference,
      boolean synthetic) {}

  /**
   * @param from the version that is compared with; when left out, the one before {@code to}
   * @param to the version that is shown; when left out, the last one
   */
  @GetMapping("/audit/households/{number}/plans")
  Page show(
      @PathVariable HouseholdId number,
      @RequestParam(required = false) @Nullable Integer from,
      @RequestParam(required = false) @Nullable Integer to,
      @AuthenticationPrincipal Account account) {
    LocalDate today = LocalDate.now(clock);
    Dossier dossier = dossiers.open(number, Moment.of(today), account, "the plans");
    List<PlanVersion> versions = Plans.of(dossier.facts());
    if (versions.isEmpty()) throw Faulty.of(Fault.UNKNOWN_SUBJECT, "");
    PlanVersion after = to == null ? versions.getLast() : version(to, versions);
    int at = versions.indexOf(after);
    @Nullable PlanVersion before = null;
    if (from != null) before = version(from, versions);
    else if (at > 0) before = versions.get(at - 1);
    return new Page(
        "plans",
        today,
        new Shown(
            number,
            versions.stream().map(PlanVersion::version).toList(),
            PlanDifference.between(before, after),
            dossier.synthetic()));
  }

  private static PlanVersion version(int number, List<PlanVersion> versions) {
    return versions.stream()
        .filter(each -> each.version() == number)
        .findFirst()
        .orElseThrow(() ->
            Faulty.of(
                Fault.UNKNOWN_SUBJECT,
                versions.stream()
                    .map(each -> Integer.toString(each.version()))
                    .collect(Collectors.joining(", "))));
  }
}
