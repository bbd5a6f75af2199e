package org.sunshineledger.projections.supervision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.DayCount;
import org.sunshineledger.ledger.rules.Deadline;
import org.sunshineledger.ledger.rules.Provision;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.supervision.AuditEvent;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditDecisionIssued;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditEvidenceTaken;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditNoticeServed;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditReportDrafted;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditReportIssued;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditeeCommented;
import org.sunshineledger.ledger.supervision.AuditEvent.FindingReferred;
import org.sunshineledger.ledger.supervision.AuditEvent.RectificationReported;
import org.sunshineledger.ledger.supervision.AuditEvent.RectificationVerified;
import org.sunshineledger.ledger.supervision.AuditEvent.ReferralAnswered;
import org.sunshineledger.ledger.supervision.AuditEvent.RuleOverridden;
import org.sunshineledger.ledger.supervision.AuditFinding;
import org.sunshineledger.ledger.supervision.AuditId;
import org.sunshineledger.ledger.supervision.LeadId;
import org.sunshineledger.ledger.supervision.LeadOutcome;
import org.sunshineledger.ledger.supervision.RectificationResult;
import org.sunshineledger.projections.supervision.LeadFile.Citation;

/**
 * One audit as it stood on a day.
 *
 * @param evidenceFrom the first day on which evidence may be taken, and the day it was
 * @param comments the auditee's days to comment on the draft; null before there is one. Not done
 *     and past is silence, which is no objection and not late
 * @param objects whether the auditee objected; null while it has not commented
 * @param findings of the draft, then of the report
 * @param rectification until when to rectify; null before the decision
 * @param rectified numbers of the findings that are
 */
public record AuditFile(
    AuditId audit,
    RegionCode region,
    String auditee,
    LocalDate servedOn,
    AuditState state,
    Due evidenceFrom,
    @Nullable Due comments,
    @Nullable Boolean objects,
    List<OfficerId> auditors,
    List<AuditFinding> findings,
    List<Referral> referrals,
    @Nullable Due rectification,
    List<Integer> rectified,
    Money recovered,
    @Nullable RectificationResult result,
    boolean published,
    List<Citation> cited,
    List<Step> steps,
    boolean synthetic) {

  public AuditFile {
    auditors = List.copyOf(auditors);
    findings = List.copyOf(findings);
    referrals = List.copyOf(referrals);
    rectified = List.copyOf(rectified);
    cited = List.copyOf(cited);
    steps = List.copyOf(steps);
  }

  /**
   * A finding that was referred to inspection.
   *
   * @param answer what became of it, or null
   * @param answerPosition of the fact that says so; -1 for none
   */
  public record Referral(
      LeadId lead,
      int finding,
      LocalDate on,
      long position,
      @Nullable LeadOutcome answer,
      int decisions,
      @Nullable LocalDate answeredOn,
      long answerPosition) {}

  public boolean late() {
    return rectification != null && rectification.late();
  }

  /** Referrals that wait for their answer. */
  public long unanswered() {
    return referrals.stream().filter(each -> each.answer() == null).count();
  }

  /**
   * Folds the facts of its stream.
   *
   * @return empty when its notice was not served by the day
   */
  static Optional<AuditFile> of(List<Fact> facts, LocalDate asOf, RuleSets rules) {
    Folding folding = new Folding(asOf, rules);
    for (Fact fact : facts) folding.fold(fact);
    return folding.file();
  }

  private static final class Folding {

    private final LocalDate asOf;
    private final RuleSets rules;
    private final Set<OfficerId> auditors = new LinkedHashSet<>();
    private final Map<Long, LocalDate> cited = new LinkedHashMap<>();
    private final Map<LeadId, Referral> referrals = new LinkedHashMap<>();
    private final Set<Integer> rectified = new TreeSet<>();
    private final List<Step> steps = new ArrayList<>();
    private List<AuditFinding> findings = List.of();
    private @Nullable AuditNoticeServed notice;
    private LocalDate servedOn = LocalDate.MAX;
    private AuditState state = AuditState.NOTICE_SERVED;
    private @Nullable LocalDate evidenceFrom;
    private @Nullable LocalDate evidenceOn;
    private @Nullable LocalDate draftedOn;
    private @Nullable LocalDate commentBy;
    private @Nullable LocalDate commentedOn;
    private @Nullable Boolean objects;
    private @Nullable LocalDate decidedOn;
    private @Nullable LocalDate rectifyBy;
    private @Nullable LocalDate rectifiedOn;
    private Money recovered = Money.ZERO;
    private @Nullable RectificationResult result;
    private boolean published;
    private boolean synthetic;

    Folding(LocalDate asOf, RuleSets rules) {
      this.asOf = asOf;
      this.rules = rules;
    }

    void fold(Fact fact) {
      if (!(fact.event() instanceof AuditEvent event)) return;
      LocalDate day = fact.occurredOn();
      steps.add(Step.of(fact));
      synthetic |= fact.isSynthetic();
      switch (event) {
        case AuditNoticeServed it -> {
          notice = it;
          servedOn = day;
          evidenceFrom = due(Rule.AUDIT_NOTICE_TOO_SHORT, fact);
          auditors.addAll(it.auditors());
        }
        case AuditEvidenceTaken it -> {
          reach(AuditState.EVIDENCE);
          if (evidenceOn == null) evidenceOn = day;
          cite(it.positions(), day);
          auditors.addAll(it.auditors());
        }
        case AuditReportDrafted it -> {
          reach(AuditState.DRAFTED);
          draftedOn = day;
          commentBy = due(Rule.AUDITEE_NOT_HEARD, fact);
          commentedOn = null;
          objects = null;
          found(it.findings(), day);
        }
        case AuditeeCommented it -> {
          commentedOn = day;
          objects = it.objects();
        }
        case AuditReportIssued it -> {
          reach(AuditState.REPORTED);
          found(it.findings(), day);
        }
        case AuditDecisionIssued it -> {
          reach(AuditState.DECIDED);
          decidedOn = day;
          rectifyBy = it.rectifyBy();
          published = it.published();
        }
        case FindingReferred it ->
            referrals.put(
                it.lead(),
                new Referral(it.lead(), it.finding(), day, fact.position(), null, 0, null, -1));
        case ReferralAnswered it ->
            referrals.computeIfPresent(
                it.lead(),
                (_, each) ->
                    new Referral(
                        each.lead(),
                        each.finding(),
                        each.on(),
                        each.position(),
                        it.outcome(),
                        it.decisions(),
                        day,
                        fact.position()));
        case RectificationReported it -> {
          reach(AuditState.RECTIFIED);
          if (rectifiedOn == null) rectifiedOn = day;
          rectified.addAll(it.rectified());
          recovered = recovered.plus(it.recovered());
        }
        case RectificationVerified it -> {
          reach(AuditState.VERIFIED);
          result = it.result();
        }
        case RuleOverridden _ -> {}
      }
    }

    /** A step that comes late in the list does not bring the audit back to it. */
    private void reach(AuditState step) {
      if (step.compareTo(state) > 0) state = step;
    }

    private void found(List<AuditFinding> reported, LocalDate day) {
      findings = reported;
      for (AuditFinding finding : reported) cite(finding.positions(), day);
    }

    private void cite(List<Long> positions, LocalDate day) {
      for (long position : positions) cited.putIfAbsent(position, day);
    }

    /** By the rules the fact was judged by. */
    private @Nullable LocalDate due(Rule rule, Fact from) {
      return rules
          .version(from.envelope().ruleSet())
          .flatMap(set -> set.provision(rule, from.occurredOn()))
          .map(Provision::terms)
          .filter(Deadline.class::isInstance)
          .flatMap(terms -> day((Deadline) terms, from.occurredOn()))
          .orElse(null);
    }

    /** A year whose holidays are not known has no last day in working days. */
    private Optional<LocalDate> day(Deadline deadline, LocalDate from) {
      try {
        return Optional.of(deadline.due(from, rules.calendar()));
      } catch (Refused unknown) {
        if (deadline.count() == DayCount.CALENDAR_DAYS) throw unknown;
        return Optional.empty();
      }
    }

    Optional<AuditFile> file() {
      AuditNoticeServed it = notice;
      if (it == null) return Optional.empty();
      LocalDate drafted = draftedOn;
      LocalDate decided = decidedOn;
      return Optional.of(
          new AuditFile(
              it.audit(),
              it.region(),
              it.auditee(),
              servedOn,
              state,
              new Due(servedOn, evidenceFrom, evidenceOn, false),
              drafted == null ? null : heard(drafted),
              objects,
              List.copyOf(auditors),
              findings,
              List.copyOf(referrals.values()),
              decided == null ? null : Due.of(decided, rectifyBy, rectifiedOn, asOf),
              List.copyOf(rectified),
              recovered,
              result,
              published,
              cited.entrySet().stream()
                  .map(each -> new Citation(each.getKey(), each.getValue()))
                  .toList(),
              steps,
              synthetic));
    }

    private Due heard(LocalDate drafted) {
      LocalDate on = commentedOn;
      boolean isLate = on != null && commentBy != null && on.isAfter(commentBy);
      return new Due(drafted, commentBy, on, isLate);
    }
  }
}
