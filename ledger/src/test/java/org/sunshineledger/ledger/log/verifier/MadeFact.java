package org.sunshineledger.ledger.log.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A fact with what a package says of it. */
record MadeFact(
    long position,
    String recordedAt,
    UUID id,
    String stream,
    long sequence,
    String type,
    String occurredOn,
    @Nullable Long amount,
    byte[] salt,
    byte[] detail) {

  /** The same facts for the same seed, a second and some apart. */
  static List<MadeFact> facts(int count, long seed) {
    Random random = new Random(seed);
    List<MadeFact> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] salt = new byte[32];
      random.nextBytes(salt);
      UUID id = new UUID(random.nextLong(), random.nextLong());
      String recordedAt =
          "2016-10-%02dT%02d:%02d:%02d.%06d"
                  .formatted(
                      1 + i / 86_400,
                      i / 3_600 % 24,
                      i / 60 % 60,
                      i % 60,
                      random.nextInt(1_000_000))
              + "Z";
      // Documents of funds have a name with everything in it that a field may have.
      String stream =
          i % 7 == 0 ? "fund/郑扶,〔2016〕\"" + i + "\"号" : "household/410199001001" + i % 10;
      Long amount = i % 3 == 0 ? Long.valueOf(random.nextInt(1_000_000) - 1_000) : null;
      String type = i % 7 == 0 ? "fund.fund-allotted.v2" : "household.benefit-credited.v1";
      facts.add(fact(i, recordedAt, id, stream, i / 10, type, "2016-09-30", amount, salt));
    }
    return facts;
  }

  private static MadeFact fact(
      long position,
      String recordedAt,
      UUID id,
      String stream,
      long sequence,
      String type,
      String occurredOn,
      @Nullable Long amount,
      byte[] salt) {
    String detail =
        """
        {"specversion":"1.0","id":"%s","source":"/sunshine-ledger","type":"%s","subject":"%s",\
        "datacontenttype":"application/json","streamsequence":%d,"data":{"envelope":{\
        "occurredOn":"%s","actor":{"office":"样例","tags":[1,-2.5e3,true,null,{}]}},\
        "event":{"village":"410199001001","note":"a\\u4e00\\n",%s"line":3}}}\
        """
            .formatted(
                id,
                type,
                stream.replace("\"", "\\\""),
                sequence,
                occurredOn,
                amount == null ? "" : "\"amount\":" + amount + ",");
    return new MadeFact(
        position,
        recordedAt,
        id,
        stream,
        sequence,
        type,
        occurredOn,
        amount,
        salt,
        detail.getBytes(UTF_8));
  }

  MadeFact withDetail(String other) {
    return withDetail(other.getBytes(UTF_8));
  }

  MadeFact withDetail(byte[] other) {
    return new MadeFact(
        position, recordedAt, id, stream, sequence, type, occurredOn, amount, salt, other);
  }

  String text() {
    return new String(detail, UTF_8);
  }

  byte[] entry() {
    return ("sunshine-ledger/v1\n"
            + id
            + "\n"
            + recordedAt
            + "\n"
            + Base64.getEncoder().encodeToString(MadeLog.sha256(salt, detail))
            + "\n")
        .getBytes(UTF_8);
  }

  /** Its line of details.tsv. */
  String line() {
    Base64.Encoder base64 = Base64.getEncoder();
    return position + "\t" + base64.encodeToString(salt) + "\t" + base64.encodeToString(detail);
  }

  /** Its row of facts.csv. */
  String row() {
    return String.join(
        ",",
        Long.toString(position),
        recordedAt,
        id.toString(),
        stream.contains(",") ? "\"" + stream.replace("\"", "\"\"") + "\"" : stream,
        Long.toString(sequence),
        type,
        occurredOn,
        amount == null ? "" : amount.toString());
  }
}
