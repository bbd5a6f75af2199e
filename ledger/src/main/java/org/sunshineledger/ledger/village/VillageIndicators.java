package org.sunshineledger.ledger.village;

import org.sunshineledger.ledger.fact.Money;

/**
 * 村退出指标: what is weighed beside the incidence (厅字〔2016〕16号; domain.md EX-6).
 *
 * @param infrastructure 基础设施
 * @param basicServices 基本公共服务
 * @param industry 产业发展
 * @param collectiveIncome 集体经济收入 of the year
 */
public record VillageIndicators(
    boolean infrastructure, boolean basicServices, boolean industry, Money collectiveIncome) {}
