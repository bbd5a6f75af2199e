package org.sunshineledger.projections.money;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.money.Account.PaymentHead;
import org.sunshineledger.projections.money.Account.Step;

/**
 * One payment list: what was asked for, what became of it, and where it went.
 *
 * @param reversed returned or recovered
 * @param acknowledged lines that a member signed for
 * @param villages credited in each, less what came back
 */
public record PaymentAccount(
    PaymentId payment,
    @Nullable PaymentHead head,
    Flow flow,
    Money reversed,
    int acknowledged,
    Map<RegionCode, Money> villages,
    List<Step> steps,
    boolean synthetic) {}
