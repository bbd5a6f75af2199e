package org.sunshineledger.api.browser;

import org.sunshineledger.api.OpenDoors;

/** A small town, for what writes into the ledger; everything else visits the scenario. */
public abstract class TownVisits extends OpenDoors {

  protected Visit visit(Screen screen, Language language) {
    String page = to("/").build().uri().toString();
    return Visit.to(page.substring(0, page.length() - 1), screen, language);
  }
}
