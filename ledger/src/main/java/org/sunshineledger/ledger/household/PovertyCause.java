package org.sunshineledger.ledger.household;

/**
 * 致贫原因, the twelve of the national form (贫困户登记表 A3a). The city used ten; which two it lacked is not
 * known.
 */
public enum PovertyCause {
  ILLNESS,
  DISABILITY,
  SCHOOLING,
  DISASTER,
  LACK_OF_LAND,
  LACK_OF_WATER,
  LACK_OF_SKILLS,
  LACK_OF_LABOUR,
  LACK_OF_FUNDS,
  POOR_TRANSPORT,
  LACK_OF_DRIVE,
  OTHER
}
