package org.sunshineledger.projections.published;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The lists that carry a digest. Their published names are for ever. */
public enum ListName {
  /** 公示中. */
  OPEN_NOTICES(About.REGION, Replayable.PUBLIC, "region", "board"),
  /** 已结束的公示. */
  PAST_NOTICES(About.REGION, Replayable.PUBLIC, "region", "board"),
  /** 公告. */
  ANNOUNCEMENTS(About.REGION, Replayable.PUBLIC, "region", "board"),
  /** 下属地区. */
  DIVISIONS(About.REGION, Replayable.PUBLIC, "region"),
  /** 户数和人数, of the region and of each division below it, as the board shows them. */
  STANDINGS(About.REGION, Replayable.PACKAGE, "region", "progress"),
  /** 贫困村: when the village was listed and when it left. */
  VILLAGE_LISTINGS(About.REGION, Replayable.PUBLIC, "region", "progress"),
  /** 谁负责. */
  RESPONSIBLE_OFFICERS(About.REGION, Replayable.PUBLIC, "region", "responsibility"),
  /** 公开日历, but for what is begun by payments and loans to households. */
  DISCLOSURES(About.REGION, Replayable.PUBLIC, "region", "disclosure"),
  /** 公开日历: what is begun by payments and loans to households. */
  PAYMENT_DISCLOSURES(About.REGION, Replayable.PACKAGE, "region", "disclosure"),
  /** 项目台账: each project, what it was approved and allotted, and what was done. */
  PROJECTS(About.REGION, Replayable.PUBLIC, "region", "money"),
  /** What of each project was spent and where it went. */
  PROJECT_FLOWS(About.REGION, Replayable.PACKAGE, "region", "money"),
  /** 资金指标: each document and what of it was handed on. */
  FUNDS(About.LEDGER, Replayable.PUBLIC, "region", "money"),
  /** 安排到项目. */
  ALLOTMENTS(About.LEDGER, Replayable.PUBLIC, "region", "money"),
  /** What of each document was spent and where it went. */
  FUND_FLOWS(About.LEDGER, Replayable.PACKAGE, "region", "money"),
  /** 互助资金: each village's fund and its terms. */
  MUTUAL_AID(About.REGION, Replayable.PUBLIC, "region", "mutualaid"),
  /** What each fund has lent. */
  MUTUAL_AID_LOANS(About.REGION, Replayable.PACKAGE, "region", "mutualaid"),
  /** 脱贫进度, by region and year. */
  PROGRESS_YEARS(About.REGION, Replayable.PACKAGE, "region", "progress", "reconciliation"),
  /** 公布的数字. */
  CLAIMS(About.SOURCE, Replayable.PUBLIC, "reconciliation"),
  /** How they relate to each other. */
  CHECKS(About.SOURCE, Replayable.PUBLIC, "reconciliation"),
  /** 对账: how they stand to the facts. */
  VERDICTS(
      About.SOURCE,
      Replayable.PACKAGE,
      "region",
      "reconciliation",
      "progress",
      "money",
      "mutualaid",
      "responsibility");

  /** What the subject of a list is. */
  public enum About {
    /** A division, by its code. */
    REGION,
    /** Who published figures, by name. */
    SOURCE,
    /** Everything: no subject. */
    LEDGER
  }

  /** Out of what the list can be made again by somebody who does not trust the server. */
  public enum Replayable {
    /** Public facts alone: anybody, from the log's address. */
    PUBLIC("public"),
    /** Restricted facts too: whoever has an audit package with their details. */
    PACKAGE("package");

    private final String published;

    Replayable(String published) {
      this.published = published;
    }

    public String published() {
      return published;
    }
  }

  private final About about;
  private final Replayable replayable;

  /** One text, for an enum holds nothing that could be changed. */
  private final String views;

  ListName(About about, Replayable replayable, String... views) {
    this.about = about;
    this.replayable = replayable;
    this.views = String.join(",", views);
  }

  /** In addresses and in the list itself, e.g. {@code open-notices}. */
  public String published() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<ListName> of(String published) {
    return Arrays.stream(values()).filter(each -> each.published().equals(published)).findFirst();
  }

  public About about() {
    return about;
  }

  public Replayable replayable() {
    return replayable;
  }

  /** Names of the views it is made of. */
  public Set<String> views() {
    return Set.of(views.split(",", -1));
  }
}
