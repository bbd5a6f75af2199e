package org.sunshineledger.ledger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Objects;
import java.util.UUID;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.Visibility;

/**
 * Facts that say which append they are part of, so that half an append can be told from a whole.
 */
final class Sayings {

  sealed interface Saying extends Event {
    @Override
    default Visibility visibility() {
      return Visibility.PUBLIC;
    }

    /**
     * One fact of an append.
     *
     * @param append its name
     * @param part from 0
     * @param parts how many facts the append has
     */
    @FactType("test.said.v1")
    record Said(String append, int part, int parts) implements Saying {}
  }

  /** Hands {@link #form} to a process that has no time to make it. */
  static final String FORM = "DRILL_FORM";

  private static final UUID NO_ID = new UUID(0, 0);
  private static final String NO_STREAM = "{stream}";
  private static final String NO_APPEND = "{append}";
  private static final int NO_SEQUENCE = 1_000_000_001;
  private static final int NO_PART = 1_000_000_002;
  private static final int NO_PARTS = 1_000_000_003;

  private Sayings() {}

  /** Made when it is first used, which costs a second of a young process. */
  private static final class Codec {
    static final FactCodec CODEC = new FactCodec(FactTypes.of(Saying.class));
  }

  private static final class Form {
    static final String TEXT = Objects.requireNonNullElseGet(System.getenv(FORM), Sayings::form);
  }

  /** A detail as the codec writes it, with gaps to be filled in. */
  static String form() {
    return new String(
        Codec.CODEC.encode(
            NO_ID,
            NO_STREAM,
            NO_SEQUENCE,
            Samples.envelope(),
            new Saying.Said(NO_APPEND, NO_PART, NO_PARTS)),
        UTF_8);
  }

  static Append.NewFact fact(String stream, long sequence, Saying.Said said) {
    UUID id = UUID.randomUUID();
    String detail =
        Form.TEXT
            .replace(NO_ID.toString(), id.toString())
            .replace(NO_STREAM, stream)
            .replace(NO_APPEND, said.append())
            .replace(Integer.toString(NO_SEQUENCE), Long.toString(sequence))
            .replace(Integer.toString(NO_PART), Integer.toString(said.part()))
            .replace(Integer.toString(NO_PARTS), Integer.toString(said.parts()));
    return new Append.NewFact(
        id, stream, sequence, "test.said.v1", new byte[32], detail.getBytes(UTF_8));
  }

  /** An append of one fact. */
  static Append one(String stream, long sequence) {
    return new Append()
        .fact(fact(stream, sequence, new Saying.Said(stream + "/" + sequence, 0, 1)));
  }

  static Saying.Said said(StoredFact fact) {
    return (Saying.Said) Codec.CODEC.decode(fact).event();
  }

  /** Axon's event store on a journal of sayings. */
  static JournalEventStore eventStore(Journal journal) {
    return JournalEventStore.on(
        journal, new JournalStorageEngine(journal, Codec.CODEC, new SecureRandom()));
  }
}
