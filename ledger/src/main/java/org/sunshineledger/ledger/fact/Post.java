package org.sunshineledger.ledger.fact;

/** 职务: the posts that carry a duty in the register (domain.md section 5.1). */
public enum Post {
  /** 市委书记、县(市、区)委书记、乡镇党委书记: secretary at the level of the region. */
  PARTY_SECRETARY,
  /** 市长、县(市、区)长、乡镇长: head of government at the level of the region. */
  GOVERNMENT_HEAD,
  /** 扶贫办主任. */
  POVERTY_OFFICE_HEAD,
  /** 村党支部书记. */
  VILLAGE_SECRETARY,
  /** 村委会主任. */
  VILLAGE_COMMITTEE_HEAD,
  /** 驻村工作队员. */
  WORK_TEAM_MEMBER,
  /** 帮扶责任人所在单位的干部. */
  OFFICIAL,
  /** 乡镇经办: records what the village hands in. */
  CLERK,
  /** 乡镇审核人. */
  TOWNSHIP_REVIEWER,
  /** 县级复核、审批人. */
  COUNTY_APPROVER,
  /** 财政干部: requests payments and allots funds. */
  FINANCE_OFFICER,
  /** 国库支付. */
  PAYING_OFFICER,
  /** 审计干部. */
  AUDITOR,
  /** 纪检干部. */
  INSPECTOR,
  /** 系统管理员. */
  ADMINISTRATOR,
  /** 公众: nobody's post, but the door through which everybody may object and report. */
  PUBLIC
}
