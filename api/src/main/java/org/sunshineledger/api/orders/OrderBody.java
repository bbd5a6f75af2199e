package org.sunshineledger.api.orders;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.rules.SpecialApproval;
import tools.jackson.databind.JsonNode;

/**
 * What is sent with an order. Who acts is not among it: that comes from the login.
 *
 * @param occurredOn the day it happened
 * @param basis number of the document the act rests on
 * @param mode LIVE when left out
 * @param approvals 特批: rules a named authority lets this live order break
 * @param order the fields of the order; the one that names the stream may be left to the address
 */
record OrderBody(
    LocalDate occurredOn,
    @Nullable List<Signer> signers,
    @Nullable String basis,
    @Nullable List<Evidence> evidence,
    @Nullable Mode mode,
    @Nullable List<SpecialApproval> approvals,
    @Nullable JsonNode order) {}
