package org.sunshineledger.ledger.fsck;

import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the journal or its log. It says where and what, and nothing of what
 * a fact says.
 *
 * @param position where it was found, in the journal; null for what stands at no position
 * @param about the fact's published type, the guard that is off, the tile by its path, or the
 *     checkpoint by its size; null when none is known
 */
public record Finding(Code code, @Nullable Long position, @Nullable String about) {

  /** What can be wrong. The names are published: add, never rename. */
  public enum Code {
    POSITION_MISSING("这一位置没有记录", "there is no fact at this position"),
    POSITION_WRONG("位置重复或小于零", "the position is taken twice, or below zero"),
    VALUE_MISSING("有一列是空的", "a column is empty"),
    TIME_GOES_BACK("记录时间早于前一条", "it was recorded before the fact before it"),
    TIME_AHEAD("记录时间在将来", "it was recorded in the future of the database's clock"),
    SALT_MALFORMED("盐不是32字节", "the salt is not of 32 bytes"),
    UNKNOWN_TYPE("本版程序不认识这一类型", "this version does not know the type"),
    DETAIL_CONTRADICTS_ROW("内容与所在行不符", "the detail is not what its row says it is"),
    LEAF_DIFFERS("摘要与内容不符", "the digest is not that of the row"),
    SEQUENCE_BROKEN("对象的记录次序断裂", "the stream's facts are not in order without gaps"),
    CLAIM_BROKEN("占用记录前后矛盾", "a claim is held twice, given back by another, or rests on no fact"),
    KEY_BROKEN("幂等键指向不存在的记录", "an idempotency key names facts that are not there"),
    ROOT_DIFFERS("与记下的根不符", "the facts up to here are not those whose root was noted"),
    GUARD_OFF("防改保护被关闭", "a guard against changes is off"),
    TILE_MISSING("日志缺哈希块，或块太短", "a tile of the log is missing or too short"),
    TILE_DIFFERS("哈希块与记录不符", "a tile of the log holds another hash than that of the facts"),
    TILE_SUPERFLUOUS("哈希块超出检查点", "a tile of the log holds more than a checkpoint covers"),
    CHECKPOINT_MALFORMED("检查点不成格式", "the note of a checkpoint is none"),
    CHECKPOINT_CONTRADICTS_NOTE("检查点与其签名文本不符", "a checkpoint's columns are not those of its note"),
    CHECKPOINT_CHAIN_BROKEN("检查点前后不相接", "a checkpoint does not go on from the one before"),
    CHECKPOINT_ROOT_DIFFERS("检查点的根与记录不符", "the facts under a checkpoint do not have its root"),
    CHECKPOINT_SIGNATURE_WRONG(
        "检查点签名不成立", "a checkpoint's signature does not hold, or is by a key that signed no other"),
    ERASED_KEY_CAME_BACK("已删除的个人信息密钥又出现", "a key that this fact destroyed is in the vault"),
    DOCUMENT_MISSING("公开文件不见了", "the store knows nothing of the document this fact published"),
    DOCUMENT_DIFFERS("公开文件与摘要不符", "the document is not the one whose digest this fact names"),
    DOCUMENT_CAME_BACK("已撤下的公开文件又出现", "a document that this fact took down is in the store");

    private final String chinese;
    private final String english;

    Code(String chinese, String english) {
      this.chinese = chinese;
      this.english = english;
    }

    public String chinese() {
      return chinese;
    }

    public String english() {
      return english;
    }
  }

  static final Comparator<Finding> BY_POSITION =
      Comparator.comparing(Finding::position, Comparator.nullsLast(Comparator.<Long>naturalOrder()))
          .thenComparing(Finding::code)
          .thenComparing(Finding::about, Comparator.nullsLast(Comparator.<String>naturalOrder()));

  private static final Pattern PUBLISHED_TYPE = Pattern.compile("[a-z0-9.-]{1,100}");

  static Finding at(long position, Code code) {
    return new Finding(code, position, null);
  }

  /** A type of another form than the published ones may be anything, and is not repeated. */
  static Finding at(long position, Code code, String type) {
    return new Finding(code, position, PUBLISHED_TYPE.matcher(type).matches() ? type : null);
  }
}
