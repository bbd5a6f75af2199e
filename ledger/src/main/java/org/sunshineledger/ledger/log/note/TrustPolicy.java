package org.sunshineledger.ledger.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.log.note.SignedNote.Verified;

/**
 * Whom a reader believes, C2SP tlog-policy: logs, witnesses, groups of them, and the quorum that
 * makes a checkpoint good enough. A file that is not UTF-8 is refused, which the draft would allow.
 */
public final class TrustPolicy {

  /** The quorum that asks for nobody. */
  public static final String NONE = "none";

  private static final int MAX_BYTES = 1_000_000;
  private static final int SPACE = 0x20;
  private static final int DELETE = 0x7F;

  /**
   * A log or a witness.
   *
   * @param url null where none is given
   */
  public record Party(VerifierKey key, @Nullable String url) {}

  /**
   * Who witnesses when so many of its members do.
   *
   * @param members names of witnesses and groups
   */
  public record Group(int threshold, List<String> members) {

    public Group {
      members = List.copyOf(members);
    }
  }

  /**
   * How a checkpoint stands to a policy.
   *
   * @param log the listed log that signed it
   * @param witnesses names of those who cosigned it
   * @param quorum whether they are enough
   */
  public record Standing(VerifierKey log, Set<String> witnesses, boolean quorum) {}

  private final List<Party> logs = new ArrayList<>();
  private final Map<String, Party> witnesses = new LinkedHashMap<>();
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Set<String> members = new HashSet<>();
  private @Nullable String quorum;

  private TrustPolicy() {}

  /**
   * Reads a policy file.
   *
   * @throws IllegalArgumentException when it is no policy; the message names the line
   */
  public static TrustPolicy parse(byte[] file) {
    TrustPolicy policy = new TrustPolicy();
    String text = text(file);
    if (!text.isEmpty() && !text.endsWith("\n")) throw Form.malformed("its last line is cut off");
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      try {
        policy.read(line);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
      }
    }
    if (policy.quorum == null) throw Form.malformed("it has no quorum");
    return policy;
  }

  private static String text(byte[] file) {
    if (file.length > MAX_BYTES) throw Form.malformed("it is too long");
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      if (text.chars()
          .anyMatch(each -> (each < SPACE && each != '\n' && each != '\t') || each == DELETE))
        throw Form.malformed("it has a control character");
      return text;
    } catch (CharacterCodingException e) {
      throw Form.malformed("it is not UTF-8");
    }
  }

  private void read(String line) {
    List<String> words =
        Arrays.stream(line.split("[ \t]+", -1)).filter(word -> !word.isEmpty()).toList();
    if (words.isEmpty() || words.getFirst().startsWith("#")) return;
    List<String> rest = words.subList(1, words.size());
    switch (words.getFirst()) {
      case "log" -> readLog(rest);
      case "witness" -> readWitness(rest);
      case "group" -> readGroup(rest);
      case "quorum" -> readQuorum(rest);
      default -> throw Form.malformed("a line begins with log, witness, group or quorum");
    }
  }

  private void readLog(List<String> words) {
    Party log = party(words);
    if (log.key().type().isCosignature()) throw Form.malformed("this is a key of a witness");
    addDistinct(log, logs);
    logs.add(log);
  }

  private void readWitness(List<String> words) {
    if (words.size() < 2) throw Form.malformed("a witness has a name and a key");
    Party witness = party(words.subList(1, words.size()));
    if (!witness.key().type().isCosignature()) throw Form.malformed("this is a key of a log");
    addDistinct(witness, witnesses.values());
    witnesses.put(newName(words.getFirst()), witness);
  }

  private static Party party(List<String> words) {
    if (words.isEmpty() || words.size() > 2) throw Form.malformed("a key, and perhaps a URL");
    return new Party(VerifierKey.parse(words.getFirst()), words.size() == 2 ? words.get(1) : null);
  }

  /** One key under two names would count twice. */
  private static void addDistinct(Party party, Collection<Party> others) {
    if (others.stream().anyMatch(other -> other.key().isSameKeyAs(party.key())))
      throw Form.malformed("the same key a second time");
  }

  private void readGroup(List<String> words) {
    if (words.size() < 3) throw Form.malformed("a group has a name, a number and members");
    List<String> names = words.subList(2, words.size());
    for (String name : names) {
      requireDefined(name);
      // So each witness counts in one way only.
      if (!members.add(name)) throw Form.malformed("a member of two groups: " + name);
    }
    groups.put(newName(words.getFirst()), new Group(threshold(words.get(1), names.size()), names));
  }

  private static int threshold(String word, int members) {
    long threshold =
        switch (word) {
          case "any" -> 1;
          case "all" -> members;
          default -> Form.decimal(word);
        };
    if (threshold < 1 || threshold > members)
      throw Form.malformed("%d of %d members".formatted(threshold, members));
    return (int) threshold;
  }

  private void readQuorum(List<String> words) {
    if (words.size() != 1) throw Form.malformed("a quorum is one name");
    if (quorum != null) throw Form.malformed("a second quorum");
    if (!words.getFirst().equals(NONE)) requireDefined(words.getFirst());
    quorum = words.getFirst();
  }

  private String newName(String name) {
    if (name.equals(NONE) || witnesses.containsKey(name) || groups.containsKey(name))
      throw Form.malformed("the name is taken: " + name);
    return name;
  }

  private void requireDefined(String name) {
    if (!witnesses.containsKey(name) && !groups.containsKey(name))
      throw Form.malformed("nothing above has the name " + name);
  }

  public List<Party> logs() {
    return List.copyOf(logs);
  }

  /** Witnesses by their names in this policy. */
  public Map<String, Party> witnesses() {
    return Map.copyOf(witnesses);
  }

  /** Groups by their names. */
  public Map<String, Group> groups() {
    return Map.copyOf(groups);
  }

  /** Name of a witness or group, or {@link #NONE}. */
  public String quorum() {
    return String.valueOf(quorum);
  }

  /**
   * Judges a checkpoint.
   *
   * @throws NotVerified when no listed log signed it, or a signature by a listed key does not hold
   * @throws IllegalArgumentException when the note is no checkpoint
   */
  public Standing judge(SignedNote note) {
    String origin = Checkpoint.parse(note.text()).origin();
    List<VerifierKey> keys =
        Stream.concat(logs.stream(), witnesses.values().stream()).map(Party::key).toList();
    List<VerifierKey> signers = note.verify(keys).stream().map(Verified::key).toList();
    VerifierKey log =
        signers.stream()
            .filter(key -> !key.type().isCosignature() && key.name().equals(origin))
            .findFirst()
            .orElseThrow(NotVerified::unknown);
    Set<String> cosigned = new LinkedHashSet<>();
    for (Map.Entry<String, Party> each : witnesses.entrySet())
      if (signers.contains(each.getValue().key())) cosigned.add(each.getKey());
    return new Standing(log, cosigned, quorum().equals(NONE) || witnessed(quorum(), cosigned));
  }

  private boolean witnessed(String name, Set<String> cosigned) {
    Group group = groups.get(name);
    return group == null
        ? cosigned.contains(name)
        : group.members().stream().filter(member -> witnessed(member, cosigned)).count()
            >= group.threshold();
  }
}
