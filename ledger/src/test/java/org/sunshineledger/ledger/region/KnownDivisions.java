package org.sunshineledger.ledger.region;

import java.time.LocalDate;
import java.time.Month;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionEvent.RegionDefined;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;

/** 河南, 郑州, 新郑, the airport zone and 八千 as they were on the first day of 2014. */
public final class KnownDivisions implements Divisions {

  public static final RegionCode HENAN = new RegionCode("410000");
  public static final RegionCode ZHENGZHOU = new RegionCode("410100");
  public static final RegionCode XINZHENG = new RegionCode("410184");
  public static final RegionCode AIRPORT_ZONE = new RegionCode("410173");
  public static final RegionCode BAQIAN = new RegionCode("410173202");
  public static final LocalDate BEGINNING = LocalDate.of(2014, Month.JANUARY, 1);

  private final RegionTree tree = tree();

  /** The tree on its own. */
  static RegionTree tree() {
    RegionTree tree = new RegionTree();
    tree.apply(BEGINNING, new RegionDefined(HENAN, "河南省", RegionLevel.PROVINCE, null));
    tree.apply(BEGINNING, new RegionDefined(ZHENGZHOU, "郑州市", RegionLevel.CITY, HENAN));
    tree.apply(BEGINNING, new RegionDefined(XINZHENG, "新郑市", RegionLevel.COUNTY, ZHENGZHOU));
    tree.apply(
        BEGINNING, new RegionDefined(AIRPORT_ZONE, "郑州航空港经济综合实验区", RegionLevel.COUNTY, ZHENGZHOU));
    tree.apply(BEGINNING, new RegionDefined(BAQIAN, "八千乡", RegionLevel.TOWNSHIP, XINZHENG));
    return tree;
  }

  @Override
  public Place placeOf(RegionCode region, LocalDate on) {
    return tree.placeOf(region, on).orElseThrow(() -> new Refused(Rule.UNKNOWN_REGION));
  }

  @Override
  public RegionLevel levelOf(RegionCode region) {
    return tree.levelOf(region).orElseThrow(() -> new Refused(Rule.UNKNOWN_REGION));
  }

  @Override
  public void changed() {
    // Nobody waits for the change here.
  }
}
