package org.sunshineledger.ledger.rules;

/** The numbers of a rule, as a rule set gives them for a time; each knows what follows from it. */
public sealed interface Terms
    permits NoticePeriod,
        Attendance,
        Majority,
        Incidence,
        NPlusTwo,
        KeptPolicy,
        PovertyLines,
        Procedure,
        DecidingLevels,
        ExclusionSignals,
        AskedGuarantees,
        Age,
        YearsOnRegister,
        Deadline,
        Tariffs,
        PassingDown,
        Scope,
        Share,
        NegativeList,
        TenderThreshold,
        LoanTerms,
        BenefitCycles,
        RelocationTariff,
        TeamStrength,
        ResponsibleOffices {}
