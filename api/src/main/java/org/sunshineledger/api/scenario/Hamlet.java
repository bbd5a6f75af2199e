package org.sunshineledger.api.scenario;

import java.util.List;
import org.sunshineledger.api.scenario.Script.Block;
import org.sunshineledger.api.scenario.Script.Township;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.village.PoorVillageLevel;

/**
 * A made-up village with its families.
 *
 * @param number from 1 within the whole scenario; even the order of telling follows it
 */
record Hamlet(
    int number,
    RegionCode code,
    String name,
    Block block,
    Township township,
    PoorVillageLevel level,
    int ruralPopulation,
    List<Family> families) {}
