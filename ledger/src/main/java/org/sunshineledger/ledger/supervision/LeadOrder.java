package org.sunshineledger.ledger.supervision;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.vault.AccessPurpose;
import org.sunshineledger.ledger.vault.PersonalField;

/** What can be ordered of a lead. */
public sealed interface LeadOrder extends Order {

  LeadId lead();

  @Override
  default String stream() {
    return lead().stream();
  }

  /** A lead that an audit of the ledger refers is begun by the referral. */
  record ReceiveLead(
      LeadId lead,
      LeadSource source,
      RegionCode region,
      List<Long> positions,
      @Nullable FlagCode flag)
      implements LeadOrder {

    public ReceiveLead {
      positions = CitedFacts.positions(positions);
      if ((source == LeadSource.RED_FLAG) != (flag != null))
        throw new IllegalArgumentException("a flag's code is that of a lead that follows a flag");
    }
  }

  /** 查阅举报: whoever records this may then read the fields, once. */
  record OpenReport(LeadId lead, List<PersonalField> fields, AccessPurpose purpose)
      implements LeadOrder {

    public OpenReport {
      if (fields.isEmpty()) throw new IllegalArgumentException("no field is asked for");
      fields = fields.stream().distinct().sorted().toList();
    }
  }

  record DisposeLead(LeadId lead, Disposition disposition) implements LeadOrder {}

  record ReopenLead(LeadId lead, List<Long> positions) implements LeadOrder {

    public ReopenLead {
      positions = CitedFacts.positions(positions);
    }
  }

  record OpenCase(LeadId lead, List<OfficerId> investigators) implements LeadOrder {

    public OpenCase {
      investigators = List.copyOf(investigators);
    }
  }

  record TakeCaseEvidence(LeadId lead, List<Long> positions, List<OfficerId> investigators)
      implements LeadOrder {

    public TakeCaseEvidence {
      positions = CitedFacts.positions(positions);
      investigators = List.copyOf(investigators);
    }
  }

  record DecideAccountability(
      LeadId lead,
      @Nullable OfficerId officer,
      @Nullable String office,
      TargetKind target,
      ResponsibilityKind responsibility,
      AccountabilityForm form,
      Misconduct act,
      LegalBasis legalBasis,
      @Nullable Integer months)
      implements LeadOrder {

    public DecideAccountability {
      if (target.isPerson() == (officer == null))
        throw new IllegalArgumentException("a person is named by number, an organisation is not");
      if (!target.isPerson() && (office == null || office.isBlank()))
        throw new IllegalArgumentException("an organisation without its name");
      if (target.isPerson() == (responsibility == ResponsibilityKind.COLLECTIVE))
        throw new IllegalArgumentException("an organisation answers collectively, nobody else");
      if (months != null && months < 1)
        throw new IllegalArgumentException("not a number of months: " + months);
    }
  }

  record AnnounceDecision(LeadId lead, int decision, boolean publicly) implements LeadOrder {}

  record CloseCase(LeadId lead) implements LeadOrder {}
}
