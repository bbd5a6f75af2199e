package org.sunshineledger.projections.money;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalDate;
import org.sunshineledger.ledger.fact.Money;

/**
 * What moved on one day between the row's own account and one other.
 *
 * @param other the account on the other side: a project's code, a document number, a village's
 *     code, a programme; empty in the total
 * @param count facts that were added up
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record Entry(LocalDate on, Joint joint, String other, Money amount, int count)
    implements Comparable<Entry> {

  /** Where money passes from one hand to the next, or back. */
  public enum Joint {
    /** 预算安排、下达: the figure of the document. */
    APPROPRIATED,
    /** 不含: what of the figure others are paid directly. */
    EXCLUDED,
    /** 分解下达 to a region below. */
    PASSED_DOWN,
    /** 安排到项目. */
    ALLOTTED,
    /** 退回指标 from a project. */
    RETURNED,
    /** 结转: says that it stays, moves nothing. */
    CARRIED_OVER,
    /** 收回财政. */
    RECLAIMED,
    /** 拨付: debited to the project. */
    DISBURSED,
    /** 退回、追回: credited to the project. */
    GIVEN_BACK,
    /** 支付供应商. */
    SUPPLIED,
    /** 供应商退款. */
    SUPPLY_RETURNED,
    /** 到户、到人: credited to households. */
    CREDITED,
    /** 退回、追回 from households. */
    REVERSED,
    /** 签收: counts, moves nothing. */
    ACKNOWLEDGED,
    /** In a village's row: from which project it came, less what went back. */
    BY_PROJECT
  }

  Entry plus(Entry same) {
    return new Entry(on, joint, other, amount.plus(same.amount), count + same.count);
  }

  /** By day, joint and account: what is equal here is added up. */
  @Override
  public int compareTo(Entry that) {
    int byDay = on.compareTo(that.on);
    if (byDay != 0) return byDay;
    int byJoint = joint.compareTo(that.joint);
    return byJoint != 0 ? byJoint : other.compareTo(that.other);
  }
}
