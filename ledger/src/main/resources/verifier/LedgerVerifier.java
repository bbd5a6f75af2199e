/*
 * LedgerVerifier: checks a Sunshine Ledger log, or an audit package made from one, without trusting
 * whoever made it. One source file, JDK 17 or newer, nothing else; it shares no code with the ledger.
 * You can read all of it in an afternoon, and should: what you have not read, you trust.
 *
 *
 * HOW TO RUN IT
 *
 *   java LedgerVerifier.java PACKAGE.zip     [--vkey VKEY]... [--policy FILE] [--state FILE]
 *   java LedgerVerifier.java http://host/log  --vkey VKEY ... [--policy FILE] [--state FILE] [--full]
 *
 *   --vkey    the log's public key, <name>+<id>+<base64>, as it was told you by somebody who is not
 *             the maker of the package; repeat it for a log that has changed its key. Without it, the
 *             keys in the "log" lines of --policy are used, or else, for a package, its own log/vkey:
 *             then a package that somebody made up whole verifies too, and the verdict says so.
 *   --policy  a tlog-policy file: which witnesses there are and which quorum of them is enough. Without
 *             it the package's own log/policy is used, if there is one.
 *   --state   remembers the last checkpoint that verified. The next run checks that the log has only
 *             grown since: one that became smaller or tells another history is refuted. For an address
 *             only entries that are new since then are fetched, unless --full. The file is replaced in
 *             one step, and only after everything else has verified.
 *
 * One line on standard output is the verdict, progress goes to standard error. Exit status:
 *
 *   0  verified
 *   1  refuted: the first thing that is wrong is named, by position or by file
 *   2  could not check: wrong usage, file or host not readable, algorithm not in this JDK
 *
 *
 * WHAT IT CHECKS
 *
 *  1. The checkpoint is a signed note of the exact form; each signature by a known key is right, one by
 *     the log at least (Ed25519; ML-DSA-44 too where the JDK has it, from 24); the cosignatures
 *     of the policy's witnesses are right and come to its quorum.
 *  2. The hash tiles at the right edge come to the root that was signed; each other tile comes to the
 *     hash that the tile above holds of it.
 *  3. Each entry has exactly the four lines of an entry and is the leaf its level-0 tile holds; the
 *     recording time never goes back; no id occurs twice.
 *  4. Each detail in a package, with its salt, has the digest its entry holds: so it is what was
 *     recorded at that moment. Each row of facts.csv says what its detail says, byte for byte.
 *  5. Row count, hash and control totals of datapackage.json are those of facts.csv, and every other
 *     file it lists has the hash and length it gives. The archive holds no name twice and no file
 *     that does not belong into it.
 *
 * WHAT IT CANNOT CHECK
 *
 *  - That what was recorded is true. It was recorded then, and has not changed.
 *  - That the log shows everybody the same: that is what witnesses are for, and --state.
 *  - That a package holds all details it should: the rest of the log is covered by hashes only, and what
 *    belongs to a scope is for the ledger to say. The verdict tells how many entries were there and how
 *    many details proved themselves.
 *  - In a package that covers a part of the log, or a run that fetches only what is new: that an id does not
 *    occur in the entries that are not there.
 *  - index.html and anything else in a package that datapackage.json does not list.
 *
 *
 * THE PACKAGE: a zip archive of exactly these files, each name once
 *
 *   index.html               for people
 *   LedgerVerifier.java      this file
 *   datapackage.json         Frictionless Data Package, see below
 *   facts.csv                what the disclosed facts say, see below
 *   details.tsv              the disclosed facts themselves, see below
 *   log/checkpoint           C2SP tlog-checkpoint with its signatures and cosignatures
 *   log/vkey                 the log's public keys, one a line
 *   log/policy               C2SP tlog-policy; may be absent
 *   log/tile/<L>/<N>[.p/<W>]         C2SP tlog-tiles, hash tiles of level L
 *   log/tile/entries/<N>[.p/<W>]     entry bundles
 *
 * A tile is there in the width it has at the checkpoint's size, and in no other. A package of the whole
 * log holds all. A package of a part holds the bundles with its facts, the level-0 tile of each, the tile
 * above each tile it holds, and the tiles at the right edge (the partial ones of each level).
 *
 * An entry is four lines, each ended by a line feed, 129 bytes:
 *
 *   sunshine-ledger/v1
 *   <id, UUID in lower case>
 *   <recorded_at, 2016-10-17T08:30:00.000000Z>
 *   <base64 of SHA-256(salt || detail)>
 *
 * details.tsv: one line a disclosed fact, ended by a line feed, in order of position:
 *
 *   <position> TAB <base64 of the salt, 32 bytes> TAB <base64 of the detail>
 *
 * A detail is a CloudEvents 1.0 object in JSON, UTF-8, at most 1 MiB.
 *
 * facts.csv: RFC 4180 in UTF-8 with a byte order mark, lines ended by CR LF, no line break inside of a
 * field, quotes only around fields with a comma or a quote in them. The header, then for each line of
 * details.tsv one row:
 *
 *   \u5e8f\u53f7          position, from 0
 *   \u8bb0\u5f55\u65f6\u95f4      recorded_at, as in the entry
 *   \u4e8b\u4ef6\u53f7        id
 *   \u5bf9\u8c61          stream ("subject" of the detail)
 *   \u5bf9\u8c61\u5185\u5e8f\u53f7    its sequence there ("streamsequence")
 *   \u7c7b\u578b          type
 *   \u53d1\u751f\u65e5\u671f      "occurredOn" of the detail's data.envelope
 *   \u91d1\u989d\u5206        "amount" of the detail's data.event where that is a number: whole fen; else empty
 *
 * datapackage.json: among its "resources" is one with "path": "facts.csv" and
 *
 *   "rowCount": <rows without the header>, "bytes": <length>, "hash": "sha256:<hex>",
 *   "controlTotals": {"rows": <as rowCount>, "amountRows": <rows with an amount>, "amountFen": <their sum>}
 *
 * Others that are listed ("path" a file of the package) have "hash" and "bytes", and are checked.
 * It is well to list every file but itself, log/tile/ left out.
 *
 * (The file is plain ASCII, so that every JDK reads it alike: other characters are written as escapes.)
 */

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Checks a log or an audit package; all about it stands at the top of this file. */
public final class LedgerVerifier {

  private static final int HASH = 32;
  private static final int TILE = 256;
  private static final int ENTRY = 129;
  private static final int FRAMED = 2 + ENTRY;
  private static final int MAX_DETAIL = 1 << 20;
  private static final int MAX_TEXT = 1 << 20;
  private static final int MAX_JSON = 16 << 20;
  private static final int MAX_OTHER = 64 << 20;
  private static final int MAX_CSV_LINE = 1 << 16;
  private static final int MAX_DETAIL_LINE = (MAX_DETAIL + 2) / 3 * 4 + 128;
  private static final int FETCHES_AT_ONCE = 8;
  private static final long PROGRESS_NANOS = 2_000_000_000L;

  /** Bundles that were checked are kept for their details, up to so many bytes. */
  private static final long MOST_KEPT = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8);

  /** Eight bytes of an array as one number, the first byte lowest. */
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Times a byte: that byte eight times. */
  private static final long EACH = 0x0101010101010101L;

  private static final String CSV_HEADER = "\ufeff\u5e8f\u53f7,\u8bb0\u5f55\u65f6\u95f4,\u4e8b\u4ef6\u53f7,\u5bf9\u8c61,\u5bf9\u8c61\u5185\u5e8f\u53f7,\u7c7b\u578b,\u53d1\u751f\u65e5\u671f,\u91d1\u989d\u5206";
  private static final List<String> COLUMNS = List.of(CSV_HEADER.substring(1).split(","));

  private static final Pattern TILE_PATH =
      Pattern.compile(
          "tile/(entries|0|[1-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/)*[0-9]{3})"
              + "(?:\\.p/([1-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5]))?");
  private static final Set<String> OTHER_FILES =
      Set.of(
          "index.html",
          "LedgerVerifier.java",
          "datapackage.json",
          "facts.csv",
          "details.tsv",
          "log/checkpoint",
          "log/vkey",
          "log/policy");

  private LedgerVerifier() {}

  public static void main(String[] args) {
    System.exit(
        run(args, console(FileDescriptor.out, "stdout"), console(FileDescriptor.err, "stderr")));
  }

  /** In the terminal's own encoding where that has Chinese, or else in UTF-8. */
  private static PrintStream console(FileDescriptor to, String name) {
    Charset charset = UTF_8;
    for (String property : List.of(name + ".encoding", "native.encoding")) {
      String value = System.getProperty(property);
      if (value == null || !Charset.isSupported(value)) continue;
      Charset asked = Charset.forName(value);
      if (asked.canEncode() && asked.newEncoder().canEncode("\u9a8c\u8bc1")) charset = asked;
      break;
    }
    return new PrintStream(new FileOutputStream(to), true, charset);
  }

  /** Everything but the exit: 0 verified, 1 refuted, 2 could not check. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      Options options = Options.parse(args);
      try (Store store = options.open();
          Verification verification = new Verification(options, store, err)) {
        out.println(printable(verification.verdict()));
        return 0;
      }
    } catch (Refuted e) {
      out.println(printable(e.getMessage()));
      return 1;
    } catch (CannotCheck e) {
      out.println(printable(e.getMessage()));
      return 2;
    } catch (IOException e) {
      out.println(printable(new CannotCheck(e.toString(), "\u8bfb\u53d6\u51fa\u9519").getMessage()));
      return 2;
    } catch (RuntimeException e) {
      // A fault of this program refutes nothing.
      out.println(
          printable(new CannotCheck("a fault in the verifier: " + e, "\u6838\u9a8c\u7a0b\u5e8f\u51fa\u9519").getMessage()));
      return 2;
    } catch (OutOfMemoryError e) {
      out.println(
          new CannotCheck("not enough memory: give it more with java -Xmx8g", "\u5185\u5b58\u4e0d\u8db3").getMessage());
      return 2;
    }
  }

  /** Names come from files: none may move the cursor or turn the direction of writing. */
  private static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> shown.append('?');
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> shown.append('?');
            default -> shown.appendCodePoint(c);
          }
        });
    return shown.toString();
  }

  // ---------------------------------------------------------------- what can go wrong

  /** Something is not what it should be. */
  private static final class Refuted extends Exception {
    private static final long serialVersionUID = 1;

    private Refuted(String where, String whereZh, String en, String zh) {
      super("FAILED at " + where + ": " + en + " | \u672a\u901a\u8fc7\uff1a" + whereZh + "\uff0c" + zh);
    }

    static Refuted at(long position, String en, String zh) {
      return new Refuted("position " + position, "\u5e8f\u53f7" + position, en, zh);
    }

    static Refuted in(String file, String en, String zh) {
      return new Refuted(file, file, en, zh);
    }
  }

  /** Nothing is known to be wrong, but it cannot be checked. */
  private static final class CannotCheck extends Exception {
    private static final long serialVersionUID = 1;

    CannotCheck(String en, String zh) {
      super("COULD NOT CHECK: " + en + " | \u65e0\u6cd5\u6838\u9a8c\uff1a" + zh);
    }
  }

  /** A text has not the form it must have; whoever reads it knows where it came from. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  // ---------------------------------------------------------------- usage

  private record Options(String subject, List<VKey> keys, String policy, Path state, boolean full) {

    static final String USAGE =
        "usage: java LedgerVerifier.java PACKAGE.zip | http://host/log --vkey VKEY"
            + "  [--policy FILE] [--state FILE] [--full]";

    static Options parse(String[] args) throws CannotCheck {
      String subject = null;
      List<VKey> keys = new ArrayList<>();
      String policy = null;
      Path state = null;
      boolean full = false;
      for (int i = 0; i < args.length; i++) {
        String arg = args[i];
        if (arg.equals("--full")) {
          full = true;
        } else if (arg.startsWith("--")) {
          if (!Set.of("--vkey", "--policy", "--state").contains(arg) || i + 1 == args.length)
            throw new CannotCheck(USAGE, "\u7528\u6cd5\u4e0d\u5bf9");
          String value = args[++i];
          switch (arg) {
            case "--vkey" -> keys.add(logKey(value));
            case "--policy" -> policy = readFile(Path.of(value));
            default -> state = Path.of(value);
          }
        } else if (subject == null) {
          subject = arg;
        } else {
          throw new CannotCheck(USAGE, "\u7528\u6cd5\u4e0d\u5bf9");
        }
      }
      if (subject == null) throw new CannotCheck(USAGE, "\u7528\u6cd5\u4e0d\u5bf9");
      return new Options(subject, keys, policy, state, full);
    }

    private static VKey logKey(String text) throws CannotCheck {
      try {
        return VKey.ofLog(text);
      } catch (Malformed e) {
        throw new CannotCheck("--vkey " + text + ": " + e.getMessage(), "\u516c\u94a5\u683c\u5f0f\u4e0d\u5bf9");
      }
    }

    boolean remote() {
      return subject.startsWith("http://") || subject.startsWith("https://");
    }

    Store open() throws CannotCheck, Refuted {
      return remote() ? new HttpStore(subject) : new ZipStore(Path.of(subject));
    }

    static String readFile(Path file) throws CannotCheck {
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(MAX_TEXT + 1);
        if (bytes.length > MAX_TEXT) throw new CannotCheck(file + " is too long", "\u6587\u4ef6\u8fc7\u5927");
        return utf8(bytes);
      } catch (IOException e) {
        throw new CannotCheck("cannot read " + file + ": " + e, "\u6587\u4ef6\u8bfb\u4e0d\u51fa");
      } catch (Malformed e) {
        throw new CannotCheck(file + ": " + e.getMessage(), "\u6587\u4ef6\u4e0d\u662fUTF-8");
      }
    }
  }

  // ---------------------------------------------------------------- bytes and hashes

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String utf8(byte[] bytes) throws Malformed {
    try {
      return UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("not UTF-8");
    }
  }

  /** Standard base64 with padding, and only the one form that stands for these bytes. */
  private static byte[] base64(String text) throws Malformed {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) return bytes;
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new Malformed("not base64 in its one form");
  }

  private static String base64(byte[] hash) {
    return Base64.getEncoder().encodeToString(hash);
  }

  private static long decimal(String text) throws Malformed {
    int length = text.length();
    boolean plain = length == 1 || length > 1 && length < 20 && text.charAt(0) != '0';
    for (int i = 0; i < length; i++) plain &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    try {
      if (plain) return Long.parseLong(text);
    } catch (NumberFormatException e) {
      // Beyond 2^63 - 1: said below.
    }
    throw new Malformed("not a plain decimal number: " + text);
  }

  /** RFC 6962 over tiles; one for each thread. */
  private static final class Hasher {
    final MessageDigest digest = sha256();
    private final byte[] work = new byte[TILE * HASH];
    private final byte[] node = new byte[1 + 2 * HASH];

    /** Of the entry after {@code at}, where the prefix of a leaf is put. */
    void leaf(byte[] from, int at, byte[] to) {
      from[at] = 0;
      digest.update(from, at, 1 + ENTRY);
      finish(to, 0);
    }

    byte[] node(byte[] left, byte[] right) {
      digest.update((byte) 1);
      digest.update(left);
      return digest.digest(right);
    }

    /** The root over a full tile. */
    byte[] full(byte[] tile) {
      System.arraycopy(tile, 0, work, 0, TILE * HASH);
      for (int width = TILE; width > 1; width /= 2)
        for (int i = 0; i < width; i += 2) {
          node[0] = 1;
          System.arraycopy(work, i * HASH, node, 1, 2 * HASH);
          digest.update(node);
          finish(work, i / 2 * HASH);
        }
      return Arrays.copyOf(work, HASH);
    }

    void finish(byte[] to, int at) {
      try {
        digest.digest(to, at, HASH);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("32 bytes are enough for SHA-256", e);
      }
    }
  }

  // ---------------------------------------------------------------- keys, notes, checkpoints

  private enum Answer {
    RIGHT,
    WRONG,
    /** This JDK does not have the algorithm. */
    UNKNOWN
  }

  /** A public key: name, key ID, kind of signature, key. */
  private record VKey(String name, String id, int kind, byte[] key, String text) {
    static final int ED25519 = 1;
    static final int COSIGNATURE = 4;
    static final int ML_DSA_44 = 6;

    private static final byte[] ED25519_PREFIX =
        HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] ML_DSA_44_PREFIX =
        HexFormat.of().parseHex("30820532300b06096086480165030403110382052100");

    static VKey ofLog(String text) throws Malformed {
      VKey key = parse(text);
      if (key.kind == COSIGNATURE) throw new Malformed("a witness's key, not a log's");
      return key;
    }

    static VKey ofWitness(String text) throws Malformed {
      VKey key = parse(text);
      if (key.kind == ED25519) throw new Malformed("a log's key, not a witness's");
      return key;
    }

    private static VKey parse(String text) throws Malformed {
      String[] parts = text.split("\\+", 3);
      if (parts.length != 3 || !isName(parts[0]) || !parts[1].matches("[0-9a-f]{8}"))
        throw new Malformed("a key looks like <name>+<8 hex digits>+<base64>");
      byte[] key = base64(parts[2]);
      int kind = key.length == 0 ? -1 : key[0];
      int length =
          switch (kind) {
            case ED25519, COSIGNATURE -> 1 + 32;
            case ML_DSA_44 -> 1 + 1_312;
            default -> throw new Malformed("no key of Ed25519, cosignature/v1 or ML-DSA-44");
          };
      if (key.length != length) throw new Malformed("a key of a wrong length");
      MessageDigest digest = sha256();
      digest.update((parts[0] + "\n").getBytes(UTF_8));
      digest.update(key);
      String id = HexFormat.of().formatHex(digest.digest(), 0, 4);
      if (!id.equals(parts[1])) throw new Malformed("the key ID is not that of the key");
      return new VKey(parts[0], id, kind, Arrays.copyOfRange(key, 1, key.length), text);
    }

    Answer verify(Checkpoint checkpoint, byte[] payload) {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      int stamp = kind == ED25519 ? 0 : 8;
      if (payload.length < stamp) return Answer.WRONG;
      byte[] signature = Arrays.copyOfRange(payload, stamp, payload.length);
      switch (kind) {
        case ED25519 -> message.writeBytes(checkpoint.text.getBytes(UTF_8));
        case COSIGNATURE -> {
          if (time(payload) < 0) return Answer.WRONG;
          message.writeBytes(("cosignature/v1\ntime " + time(payload) + "\n").getBytes(US_ASCII));
          message.writeBytes(checkpoint.text.getBytes(UTF_8));
        }
        default -> {
          byte[] origin = checkpoint.origin.getBytes(UTF_8);
          byte[] cosigner = name.getBytes(UTF_8);
          if (origin.length > 255 || cosigner.length > 255) return Answer.WRONG;
          message.writeBytes("subtree/v1\n\0".getBytes(US_ASCII));
          message.write(cosigner.length);
          message.writeBytes(cosigner);
          message.write(payload, 0, 8);
          message.write(origin.length);
          message.writeBytes(origin);
          message.writeBytes(ByteBuffer.allocate(16).putLong(0).putLong(checkpoint.size).array());
          message.writeBytes(checkpoint.root);
        }
      }
      byte[] prefix = kind == ML_DSA_44 ? ML_DSA_44_PREFIX : ED25519_PREFIX;
      byte[] encoded = Arrays.copyOf(prefix, prefix.length + key.length);
      System.arraycopy(key, 0, encoded, prefix.length, key.length);
      try {
        PublicKey known =
            KeyFactory.getInstance(kind == ML_DSA_44 ? "ML-DSA" : "Ed25519")
                .generatePublic(new X509EncodedKeySpec(encoded));
        Signature verifier = Signature.getInstance(kind == ML_DSA_44 ? "ML-DSA-44" : "Ed25519");
        verifier.initVerify(known);
        verifier.update(message.toByteArray());
        return verifier.verify(signature) ? Answer.RIGHT : Answer.WRONG;
      } catch (NoSuchAlgorithmException e) {
        return Answer.UNKNOWN;
      } catch (GeneralSecurityException e) {
        return Answer.WRONG;
      }
    }

    static long time(byte[] payload) {
      return ByteBuffer.wrap(payload).getLong();
    }
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.codePoints()
            .noneMatch(c -> c == '+' || Character.isSpaceChar(c) || Character.isWhitespace(c));
  }

  private record Line(String name, String id, byte[] payload) {}

  /** A signed note whose text is a checkpoint. */
  private record Checkpoint(
      String note, String text, List<Line> lines, String origin, long size, byte[] root) {

    private static final int MOST_LINES = 100;

    static Checkpoint parse(byte[] bytes) throws Malformed {
      String note = utf8(bytes);
      if (note.chars().anyMatch(c -> c < 0x20 && c != '\n'))
        throw new Malformed("a control character");
      int split = note.lastIndexOf("\n\n");
      if (split < 0 || !note.endsWith("\n") || split + 2 == note.length())
        throw new Malformed("not a text, an empty line and signature lines");
      String text = note.substring(0, split + 1);
      String[] signed = note.substring(split + 2, note.length() - 1).split("\n", -1);
      if (signed.length > MOST_LINES) throw new Malformed("more than 100 signatures");
      List<Line> lines = new ArrayList<>();
      for (String line : signed) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !parts[0].equals("\u2014") || !isName(parts[1]))
          throw new Malformed("a line that is no signature: " + line);
        byte[] payload = base64(parts[2]);
        if (payload.length < 5) throw new Malformed("a signature that is too short");
        lines.add(
            new Line(
                parts[1],
                HexFormat.of().formatHex(payload, 0, 4),
                Arrays.copyOfRange(payload, 4, payload.length)));
      }
      String[] body = text.substring(0, text.length() - 1).split("\n", -1);
      if (body.length < 3) throw new Malformed("a checkpoint has origin, size and root");
      for (String line : body) if (line.isEmpty()) throw new Malformed("an empty line");
      byte[] root = base64(body[2]);
      if (root.length != HASH) throw new Malformed("a root has 32 bytes");
      return new Checkpoint(note, text, lines, body[0], decimal(body[1]), root);
    }

    /** Size and root, as they are named when two checkpoints contradict each other. */
    String head() {
      return "size " + size + " root " + base64(root);
    }
  }

  /** A tlog-policy file. */
  private static final class Policy {
    final List<VKey> logs = new ArrayList<>();
    final Map<String, VKey> witnesses = new LinkedHashMap<>();
    private final Map<String, Integer> atLeast = new HashMap<>();
    private final Map<String, List<String>> members = new HashMap<>();
    private String quorum;

    static Policy parse(String text) throws Malformed {
      Policy policy = new Policy();
      Set<String> placed = new HashSet<>();
      for (String line : text.split("\n", -1)) {
        String[] words = line.strip().split("[ \t]+");
        if (words[0].isEmpty() || words[0].startsWith("#")) continue;
        try {
          policy.add(words, placed);
        } catch (Malformed e) {
          throw new Malformed("the policy's line \"" + line.strip() + "\": " + e.getMessage());
        }
      }
      if (policy.quorum == null) throw new Malformed("a policy names one quorum");
      return policy;
    }

    private void add(String[] words, Set<String> placed) throws Malformed {
      int length = words.length;
      switch (words[0]) {
        case "log" -> {
          if (length < 2 || length > 3) throw new Malformed("log <vkey> [<url>]");
          logs.add(VKey.ofLog(words[1]));
        }
        case "witness" -> {
          if (length < 3 || length > 4) throw new Malformed("witness <name> <vkey> [<url>]");
          fresh(words[1]);
          witnesses.put(words[1], VKey.ofWitness(words[2]));
        }
        case "group" -> {
          if (length < 4) throw new Malformed("group <name> all|any|<k> <member>...");
          fresh(words[1]);
          List<String> of = List.of(words).subList(3, length);
          for (String member : of) {
            known(member);
            if (!placed.add(member)) throw new Malformed(member + " is a member already");
          }
          long k =
              switch (words[2]) {
                case "all" -> of.size();
                case "any" -> 1;
                default -> decimal(words[2]);
              };
          if (k < 1 || k > of.size()) throw new Malformed("no group of " + k);
          atLeast.put(words[1], (int) k);
          members.put(words[1], of);
        }
        case "quorum" -> {
          if (length != 2 || quorum != null) throw new Malformed("one quorum <name|none>");
          if (!words[1].equals("none")) known(words[1]);
          quorum = words[1];
        }
        default -> throw new Malformed("unknown word");
      }
    }

    private void fresh(String name) throws Malformed {
      if (name.equals("none") || witnesses.containsKey(name) || members.containsKey(name))
        throw new Malformed(name + " is taken");
    }

    private void known(String name) throws Malformed {
      if (!witnesses.containsKey(name) && !members.containsKey(name))
        throw new Malformed(name + " is not defined before");
    }

    boolean met(Set<String> by) {
      return quorum.equals("none") || met(quorum, by);
    }

    private boolean met(String name, Set<String> by) {
      List<String> of = members.get(name);
      if (of == null) return by.contains(name);
      return of.stream().filter(member -> met(member, by)).count() >= atLeast.get(name);
    }
  }

  // ---------------------------------------------------------------- where tiles come from

  /** Part of a log: a tile or a bundle. */
  private record Piece(String path, byte[] bytes) {}

  /** Files under the log's prefix. */
  private interface Store extends Closeable {

    /** At most {@code most} + 1 bytes of the file; null when there is none. */
    byte[] read(String path, int most) throws IOException, Refuted, CannotCheck;

    /** How the file is called in a message. */
    String name(String path);

    /** What is needed is not there. */
    Exception missing(String path);

    /** A partial tile may be served as the full one it became. */
    boolean widens();

    default Piece piece(String path, int width, int most) throws Exception {
      byte[] bytes = read(path, most);
      if (bytes != null) return new Piece(path, bytes);
      if (width == TILE || !widens()) throw missing(path);
      String full = path.substring(0, path.indexOf(".p/"));
      bytes = read(full, most);
      if (bytes == null) throw missing(path);
      return new Piece(full, bytes);
    }
  }

  private static final class ZipStore implements Store {
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new HashMap<>();
    private final Map<Integer, Set<Long>> tiles = new TreeMap<>();
    private final Set<Long> bundles = new TreeSet<>();
    private final Map<String, String> tilePaths = new HashMap<>();

    ZipStore(Path file) throws CannotCheck, Refuted {
      try {
        zip = new ZipFile(file.toFile(), UTF_8);
      } catch (IOException | IllegalArgumentException e) {
        throw new CannotCheck("cannot read " + file + ": " + e, "\u5305\u6587\u4ef6\u8bfb\u4e0d\u51fa");
      }
      boolean opened = false;
      try {
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
          ZipEntry entry = all.nextElement();
          if (entries.put(entry.getName(), entry) != null)
            throw Refuted.in(entry.getName(), "this name stands twice in the archive", "\u5305\u5185\u6587\u4ef6\u540d\u91cd\u590d");
          admit(entry.getName());
        }
        opened = true;
      } catch (IllegalArgumentException e) {
        throw new CannotCheck("cannot read " + file + ": " + e, "\u5305\u6587\u4ef6\u8bfb\u4e0d\u51fa");
      } finally {
        if (!opened) close();
      }
    }

    private void admit(String name) throws Refuted {
      if (OTHER_FILES.contains(name)) return;
      Matcher tile = TILE_PATH.matcher(name.startsWith("log/") ? name.substring(4) : "");
      if (!tile.matches())
        throw Refuted.in(name, "no such file belongs into a package", "\u5305\u5185\u4e0d\u5e94\u6709\u6b64\u6587\u4ef6");
      String digits = tile.group(2).replaceAll("[x/]", "");
      // The shortest form only, and far less than what would overflow.
      if (digits.length() > 15 || digits.length() > 3 && digits.startsWith("000"))
        throw Refuted.in(name, "no such file belongs into a package", "\u5305\u5185\u4e0d\u5e94\u6709\u6b64\u6587\u4ef6");
      long n = Long.parseLong(digits);
      String level = tile.group(1);
      if (level.equals("entries")) bundles.add(n);
      else tiles.computeIfAbsent(Integer.valueOf(level), l -> new TreeSet<>()).add(n);
      tilePaths.put(tile.group(), name);
    }

    InputStream open(String name) throws IOException, Refuted {
      ZipEntry entry = entries.get(name);
      if (entry == null) throw Refuted.in(name, "is not in the package", "\u5305\u5185\u7f3a\u6b64\u6587\u4ef6");
      return zip.getInputStream(entry);
    }

    byte[] file(String name, int most) throws IOException, Refuted {
      try (InputStream in = open(name)) {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) throw Refuted.in(name, "longer than " + most + " bytes", "\u6587\u4ef6\u8fc7\u957f");
        return bytes;
      } catch (ZipException | EOFException e) {
        throw damaged(name, e);
      }
    }

    static Refuted damaged(String name, IOException e) {
      return Refuted.in(name, "is damaged in the archive: " + e.getMessage(), "\u5305\u5185\u6b64\u6587\u4ef6\u5df2\u635f\u574f");
    }

    boolean has(String name) {
      return entries.containsKey(name);
    }

    @Override
    public byte[] read(String path, int most) throws IOException, Refuted {
      if (!has("log/" + path)) return null;
      try (InputStream in = open("log/" + path)) {
        // The size the archive gives is a guess that saves copying, and no more.
        int guess = (int) Math.max(0, Math.min(most, entries.get("log/" + path).getSize()));
        byte[] bytes = new byte[guess];
        int length = in.readNBytes(bytes, 0, guess);
        int next = in.read();
        if (length == guess && next < 0) return bytes;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes, 0, length);
        if (next >= 0) all.write(next);
        all.writeBytes(in.readNBytes(Math.max(0, most + 1 - all.size())));
        return all.toByteArray();
      } catch (ZipException | EOFException e) {
        throw damaged("log/" + path, e);
      }
    }

    @Override
    public String name(String path) {
      return "log/" + path;
    }

    @Override
    public Exception missing(String path) {
      return Refuted.in(name(path), "is not in the package", "\u5305\u5185\u7f3a\u6b64\u6587\u4ef6");
    }

    @Override
    public boolean widens() {
      return false;
    }

    @Override
    public void close() {
      try {
        zip.close();
      } catch (IOException e) {
        throw new IllegalStateException("a file that was only read cannot be closed", e);
      }
    }
  }

  private static final class HttpStore implements Store {
    private static final int TRIES = 3;

    private final String prefix;
    private final HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(20))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    HttpStore(String address) throws CannotCheck {
      prefix = address.replaceAll("/+$", "") + "/";
      try {
        if (URI.create(prefix).getHost() == null) throw new IllegalArgumentException("no host");
      } catch (IllegalArgumentException e) {
        throw new CannotCheck(address + ": " + e.getMessage(), "\u7f51\u5740\u4e0d\u5bf9");
      }
    }

    @Override
    public byte[] read(String path, int most) throws CannotCheck {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(prefix + path))
              .timeout(Duration.ofSeconds(60))
              .header("Accept-Encoding", "gzip")
              .build();
      for (int tried = 1; ; tried++) {
        String trouble;
        try {
          HttpResponse<InputStream> response =
              client.send(request, HttpResponse.BodyHandlers.ofInputStream());
          try (InputStream body = response.body()) {
            int status = response.statusCode();
            if (status == 404 || status == 410) return null;
            if (status == 200) {
              String coding = response.headers().firstValue("Content-Encoding").orElse("identity");
              if (coding.equalsIgnoreCase("identity")) return body.readNBytes(most + 1);
              if (coding.equalsIgnoreCase("gzip"))
                try (InputStream plain = new GZIPInputStream(body)) {
                  return plain.readNBytes(most + 1);
                }
              throw new CannotCheck(prefix + path + ": encoded as " + coding, "\u5185\u5bb9\u7f16\u7801\u4e0d\u8ba4\u8bc6");
            }
            trouble = "status " + status;
            if (status < 500 && status != 429)
              throw new CannotCheck(prefix + path + ": " + trouble, "\u670d\u52a1\u5668\u62d2\u7edd");
          }
        } catch (IOException e) {
          trouble = e.toString();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new CannotCheck("interrupted", "\u88ab\u4e2d\u65ad");
        }
        if (tried == TRIES) throw new CannotCheck(prefix + path + ": " + trouble, "\u53d6\u4e0d\u5230");
        rest(tried);
      }
    }

    private static void rest(int tried) throws CannotCheck {
      try {
        Thread.sleep(100L * tried);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CannotCheck("interrupted", "\u88ab\u4e2d\u65ad");
      }
    }

    @Override
    public String name(String path) {
      return path;
    }

    @Override
    public Exception missing(String path) {
      return new CannotCheck("the log does not serve " + prefix + path, "\u65e5\u5fd7\u4e0d\u63d0\u4f9b\u6b64\u6587\u4ef6");
    }

    @Override
    public boolean widens() {
      return true;
    }

    @Override
    public void close() {
      // A client of JDK 17 cannot be closed; it ends with its threads.
    }
  }

  private static String tilePath(String level, long n, int width) {
    StringBuilder path = new StringBuilder(String.format("%03d", n % 1_000));
    for (long rest = n / 1_000; rest > 0; rest /= 1_000)
      path.insert(0, String.format("x%03d/", rest % 1_000));
    path.insert(0, "tile/" + level + "/");
    if (width < TILE) path.append(".p/").append(width);
    return path.toString();
  }

  // ---------------------------------------------------------------- the tree

  /** The tiles above level 0, and those of the right edge, each checked against the root. */
  private static final class Tree {
    private final Store store;
    private final Checkpoint checkpoint;
    private final Hasher hasher = new Hasher();
    private final List<Map<Long, byte[]>> levels = new ArrayList<>();

    Tree(Store store, Checkpoint checkpoint) {
      this.store = store;
      this.checkpoint = checkpoint;
      for (int level = 0; count(checkpoint.size, level) > 0; level++) levels.add(new HashMap<>());
    }

    /** Full subtrees of 256^level leaves in a tree of this size. */
    static long count(long size, int level) {
      return level > 7 ? 0 : size >>> 8 * level;
    }

    long tiles(int level) {
      return (count(checkpoint.size, level) + TILE - 1) / TILE;
    }

    int width(int level, long n) {
      return (int) Math.min(TILE, count(checkpoint.size, level) - n * TILE);
    }

    String path(int level, long n) {
      return tilePath(Integer.toString(level), n, width(level, n));
    }

    String bundlePath(long n) {
      return tilePath("entries", n, width(0, n));
    }

    byte[] load(int level, long n) throws Exception {
      int width = width(level, n);
      Piece piece = store.piece(path(level, n), width, TILE * HASH);
      // The full tile that a partial one became begins with it.
      boolean wider = width < TILE && !piece.path.contains(".p/");
      if (piece.bytes.length != (wider ? TILE : width) * HASH)
        throw Refuted.in(store.name(piece.path), "a tile of a wrong length", "\u54c8\u5e0c\u5757\u957f\u5ea6\u4e0d\u5bf9");
      return wider ? Arrays.copyOf(piece.bytes, width * HASH) : piece.bytes;
    }

    /** The tiles at the right edge come to the signed root. */
    void edge() throws Exception {
      for (int level = 0; level < levels.size(); level++) {
        long count = count(checkpoint.size, level);
        if (count % TILE != 0) levels.get(level).put(count / TILE, load(level, count / TILE));
      }
      byte[] root = root(checkpoint.size);
      if (Arrays.equals(root, checkpoint.root)) return;
      List<String> suspects = new ArrayList<>();
      for (int level = levels.size() - 1; level >= 0; level--)
        if (!blameless(level)) suspects.add(store.name(path(level, edge(level))));
      throw Refuted.in(
          suspects.isEmpty() ? store.name("checkpoint") : String.join(" or ", suspects),
          "the tiles come to the root "
              + base64(root)
              + ", not to the signed "
              + base64(checkpoint.root),
          "\u54c8\u5e0c\u5757\u7b97\u51fa\u7684\u6839\u4e0e\u68c0\u67e5\u70b9\u6240\u7b7e\u7684\u6839\u4e0d\u7b26");
    }

    private long edge(int level) {
      return count(checkpoint.size, level) / TILE;
    }

    /**
     * Whether all that is below the edge tile of this level is there and hashes to it.
     *
     * @throws Refuted when something is there and does not
     */
    private boolean blameless(int level) throws Exception {
      byte[] tile = tile(level, edge(level));
      if (tile == null) return true;
      boolean complete = true;
      for (int i = 0; i < tile.length / HASH; i++) {
        byte[] below = below(level, i);
        if (below == null) complete = false;
        else if (!Arrays.equals(tile, i * HASH, (i + 1) * HASH, below, 0, HASH))
          throw Refuted.in(
              store.name(path(level, edge(level))),
              "its hash " + i + " is not that of what is below it, and the root does not come out",
              "\u6b64\u5757\u7b2c" + i + "\u4e2a\u54c8\u5e0c\u4e0e\u4e0b\u5c42\u4e0d\u7b26");
      }
      return complete;
    }

    private byte[] below(int level, int i) throws Exception {
      if (level > 0) {
        byte[] child = store.read(path(level - 1, edge(level) * TILE + i), TILE * HASH);
        return child == null || child.length != TILE * HASH ? null : hasher.full(child);
      }
      byte[] bundle = store.read(bundlePath(edge(0)), TILE * FRAMED);
      if (bundle == null || bundle.length < (i + 1) * FRAMED) return null;
      byte[] leaf = new byte[HASH];
      hasher.leaf(bundle, i * FRAMED + 1, leaf);
      return leaf;
    }

    /** A full tile hashes to what the tile above it holds. */
    void check(int level, long n, byte[] tile, Hasher with) throws Exception {
      if (tile.length < TILE * HASH) return; // at the edge, which is checked as a whole
      byte[] above = levels.get(level + 1).get(n / TILE);
      if (above == null) throw store.missing(path(level + 1, n / TILE));
      int at = (int) (n % TILE) * HASH;
      if (!Arrays.equals(with.full(tile), 0, HASH, above, at, at + HASH))
        throw Refuted.in(
            store.name(path(level, n)),
            "is not the tile that " + store.name(path(level + 1, n / TILE)) + " holds the hash of",
            "\u6b64\u5757\u4e0e\u4e0a\u5c42\u5757\u6240\u8f7d\u54c8\u5e0c\u4e0d\u7b26");
    }

    void add(int level, long n) throws Exception {
      if (levels.get(level).containsKey(n)) return;
      byte[] tile = load(level, n);
      check(level, n, tile, hasher);
      levels.get(level).put(n, tile);
    }

    byte[] tile(int level, long n) {
      return levels.get(level).get(n);
    }

    /** Root of the first {@code size} leaves; null when the tiles for it are not there. */
    byte[] root(long size) {
      if (size == 0) return sha256().digest();
      ArrayDeque<byte[]> subtrees = new ArrayDeque<>();
      long done = 0;
      for (int level = levels.size() - 1; level >= 0; level--) {
        long count = count(size, level);
        byte[] tile = levels.get(level).get(count / TILE);
        int width = (int) (count % TILE);
        if (width > 0 && tile == null) return null;
        for (int i = 0; i < width; i++) {
          byte[] subtree = Arrays.copyOfRange(tile, i * HASH, (i + 1) * HASH);
          for (long full = done >>> 8 * level; (full & 1) == 1; full >>= 1)
            subtree = hasher.node(subtrees.pop(), subtree);
          subtrees.push(subtree);
          done += 1L << 8 * level;
        }
      }
      byte[] root = subtrees.pop();
      while (!subtrees.isEmpty()) root = hasher.node(subtrees.pop(), root);
      return root;
    }
  }

  // ---------------------------------------------------------------- entries

  /** The form of an entry, and what can be read from it without making anything. */
  private static final class Entry {
    static final byte[] HEAD = "sunshine-ledger/v1\n".getBytes(US_ASCII);
    static final int ID = 19;
    static final int TIME = 56;
    static final int DIGEST = 84;

    private static final byte[] VALUES = new byte[256];

    static {
      Arrays.fill(VALUES, (byte) -1);
      String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
      for (int i = 0; i < 64; i++) VALUES[alphabet.charAt(i)] = (byte) i;
    }

    /** What is wrong with the form, or null; {@code micros} is what {@link #micros} says of it. */
    static String fault(byte[] b, int at, long micros) {
      if (!Arrays.equals(b, at, at + HEAD.length, HEAD, 0, HEAD.length))
        return "does not begin with sunshine-ledger/v1";
      for (int i = 0; i < 36; i++) {
        int c = b[at + ID + i];
        boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? c != '-' : hex(c) < 0) return "its second line is no UUID in lower case";
      }
      if (b[at + TIME - 1] != '\n' || b[at + DIGEST - 1] != '\n' || b[at + ENTRY - 1] != '\n')
        return "is not four lines";
      if (micros < 0) return "its third line is no recording time";
      for (int i = 0; i < 43; i++)
        if (VALUES[b[at + DIGEST + i] & 0xff] < 0) return "its fourth line is no digest";
      if (b[at + DIGEST + 43] != '=' || (VALUES[b[at + DIGEST + 42]] & 3) != 0)
        return "its fourth line is no digest";
      return null;
    }

    private static int hex(int c) {
      if (c >= '0' && c <= '9') return c - '0';
      return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    static long idHalf(byte[] b, int at, int half) {
      long id = 0;
      for (int i = half == 0 ? 0 : 19, end = half == 0 ? 18 : 36; i < end; i++)
        if (b[at + ID + i] != '-') id = id << 4 | hex(b[at + ID + i]);
      return id;
    }

    /** A number that grows with the recording time; -1 when it is none. */
    static long micros(byte[] b, int at) {
      int t = at + TIME;
      if (b[t + 4] != '-' || b[t + 7] != '-' || b[t + 10] != 'T' || b[t + 13] != ':') return -1;
      if (b[t + 16] != ':' || b[t + 19] != '.' || b[t + 26] != 'Z') return -1;
      int year = number(b, t, 4);
      int month = number(b, t + 5, 2);
      int day = number(b, t + 8, 2);
      int hour = number(b, t + 11, 2);
      int minute = number(b, t + 14, 2);
      int second = number(b, t + 17, 2);
      int micro = number(b, t + 20, 6);
      if ((year | month | day | hour | minute | second | micro) < 0) return -1;
      if (month < 1 || month > 12 || day < 1 || day > days(year, month)) return -1;
      if (hour > 23 || minute > 59 || second > 59) return -1;
      long days = (year * 13L + month) * 32 + day;
      return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1_000_000 + micro;
    }

    private static int days(int year, int month) {
      if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static int number(byte[] b, int at, int digits) {
      int number = 0;
      for (int i = at; i < at + digits; i++) {
        int digit = b[i] - '0';
        if (digit < 0 || digit > 9) return -1;
        number = number * 10 + digit;
      }
      return number;
    }
  }

  /** A set of 128-bit ids, 16 bytes a place. */
  private static final class Ids {
    private long[] places = new long[1 << 14];
    private int size;
    private boolean nil;

    boolean add(long high, long low) throws CannotCheck {
      if ((high | low) == 0) {
        boolean fresh = !nil;
        nil = true;
        return fresh;
      }
      if (size > places.length / 2 * 0.6) grow();
      return put(high, low);
    }

    private boolean put(long high, long low) {
      int mask = places.length / 2 - 1;
      long mixed = (high ^ low * 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
      for (int i = (int) (mixed >>> 32) & mask; ; i = i + 1 & mask) {
        long h = places[2 * i];
        long l = places[2 * i + 1];
        if (h == high && l == low) return false;
        if ((h | l) == 0) {
          places[2 * i] = high;
          places[2 * i + 1] = low;
          size++;
          return true;
        }
      }
    }

    private void grow() throws CannotCheck {
      if (places.length >= 1 << 29) throw new CannotCheck("too many entries at once", "\u6761\u76ee\u8fc7\u591a");
      long[] old = places;
      places = new long[2 * old.length];
      size = 0;
      for (int i = 0; i < old.length; i += 2)
        if ((old[i] | old[i + 1]) != 0) put(old[i], old[i + 1]);
    }
  }

  /** What of a bundle is compared with other bundles, up to its first fault if it has one. */
  private record Bundle(long first, int width, long[] ids, long[] times, Refuted fault) {}

  // ---------------------------------------------------------------- JSON

  /** A strict reader of JSON that stands in an array; reads forward only. */
  private static final class Json {
    private static final int DEEPEST = 64;

    final byte[] b;
    int at;
    final int end;
    private int depth;
    private int keyStart;
    private int keyEnd;
    private boolean keyEscaped;
    private int stringStart;

    Json(byte[] b, int from, int to) {
      this.b = b;
      this.at = from;
      this.end = to;
    }

    Malformed trouble(String what) {
      return new Malformed("not JSON: " + what);
    }

    int peek() throws Malformed {
      while (at < end) {
        int c = b[at];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return c;
        at++;
      }
      throw trouble("it ends too early");
    }

    private void expect(int c) throws Malformed {
      if (peek() != c) throw trouble("'" + (char) c + "' is missing");
      at++;
    }

    void open(int c) throws Malformed {
      expect(c);
      if (++depth > DEEPEST) throw trouble("too deep");
    }

    /** Whether there is another member or element; takes comma or end. */
    boolean more(boolean first, int close) throws Malformed {
      int c = peek();
      if (c == close) {
        at++;
        depth--;
        return false;
      }
      if (!first) expect(',');
      return true;
    }

    void key() throws Malformed {
      if (peek() != '"') throw trouble("a key is missing");
      keyEscaped = skipString();
      keyStart = stringStart;
      keyEnd = at - 1;
      expect(':');
    }

    boolean keyIs(byte[] name) throws Malformed {
      if (!keyEscaped) return Arrays.equals(b, keyStart, keyEnd, name, 0, name.length);
      return Arrays.equals(unescape(keyStart, keyEnd), name);
    }

    /** Over a string; says whether it has escapes. */
    private boolean skipString() throws Malformed {
      expect('"');
      stringStart = at;
      boolean escaped = false;
      for (overPlain(); at < end; overPlain()) {
        int c = b[at++];
        if (c == '"') return escaped;
        if (c == '\\') {
          escaped = true;
          if (at == end) break;
          int e = b[at++];
          if (e == 'u') {
            for (int i = 0; i < 4; i++)
              if (at == end || Character.digit(b[at++], 16) < 0) throw trouble("a wrong escape");
          } else if ("\"\\/bfnrt".indexOf(e) < 0) {
            throw trouble("a wrong escape");
          }
        } else if (c < 0) {
          at--;
          character();
        } else if (c < 0x20) {
          throw trouble("a control character");
        }
      }
      throw trouble("it ends too early");
    }

    /** Over what is neither quote nor backslash, neither control character nor beyond ASCII. */
    private void overPlain() {
      for (; at + 8 <= end; at += 8) {
        long eight = (long) LONGS.get(b, at);
        long quotes = eight ^ '"' * EACH;
        long backslashes = eight ^ '\\' * EACH;
        // The lowest of the marks is right; those above it may be carried over from it.
        long marks =
            ((quotes - EACH) & ~quotes
                    | (backslashes - EACH) & ~backslashes
                    | (eight - 0x20 * EACH) & ~eight
                    | eight)
                & 0x80 * EACH;
        if (marks == 0) continue;
        at += Long.numberOfTrailingZeros(marks) / 8;
        return;
      }
    }

    /** Over one character of two to four bytes in UTF-8, in its shortest form. */
    private void character() throws Malformed {
      int lead = b[at++] & 0xff;
      int rest = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
      if (lead < 0xc2 || lead > 0xf4 || end - at < rest) throw trouble("not UTF-8");
      int second = b[at] & 0xff;
      if (lead == 0xe0 && second < 0xa0
          || lead == 0xed && second > 0x9f
          || lead == 0xf0 && second < 0x90
          || lead == 0xf4 && second > 0x8f) throw trouble("not UTF-8");
      for (int i = 0; i < rest; i++) if ((b[at++] & 0xc0) != 0x80) throw trouble("not UTF-8");
    }

    /** The UTF-8 bytes of a string. */
    byte[] string() throws Malformed {
      if (peek() != '"') throw trouble("a string is missing");
      boolean escaped = skipString();
      return escaped ? unescape(stringStart, at - 1) : Arrays.copyOfRange(b, stringStart, at - 1);
    }

    private byte[] unescape(int from, int to) throws Malformed {
      StringBuilder text = new StringBuilder();
      String raw = new String(b, from, to - from, UTF_8);
      for (int i = 0; i < raw.length(); i++) {
        char c = raw.charAt(i);
        if (c != '\\') {
          text.append(c);
          continue;
        }
        c = raw.charAt(++i);
        switch (c) {
          case 'b' -> text.append('\b');
          case 'f' -> text.append('\f');
          case 'n' -> text.append('\n');
          case 'r' -> text.append('\r');
          case 't' -> text.append('\t');
          case 'u' -> {
            text.append((char) Integer.parseInt(raw.substring(i + 1, i + 5), 16));
            i += 4;
          }
          default -> text.append(c);
        }
      }
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (!Character.isSurrogate(c)) continue;
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(++i))) throw trouble("half a character");
      }
      return text.toString().getBytes(UTF_8);
    }

    boolean atNumber() throws Malformed {
      int c = peek();
      return c == '-' || c >= '0' && c <= '9';
    }

    /** A number as it stands. */
    String number() throws Malformed {
      int from = at;
      skipNumber();
      return new String(b, from, at - from, US_ASCII);
    }

    private void skipNumber() throws Malformed {
      if (b[at] == '-') at++;
      if (at < end && b[at] == '0') at++;
      else digits();
      if (at < end && b[at] == '.') {
        at++;
        digits();
      }
      if (at < end && (b[at] == 'e' || b[at] == 'E')) {
        at++;
        if (at < end && (b[at] == '+' || b[at] == '-')) at++;
        digits();
      }
    }

    private void digits() throws Malformed {
      int from = at;
      while (at < end && b[at] >= '0' && b[at] <= '9') at++;
      if (at == from) throw trouble("a digit is missing");
    }

    private void word(String word) throws Malformed {
      for (int i = 0; i < word.length(); i++)
        if (at == end || b[at++] != word.charAt(i)) throw trouble("a wrong word");
    }

    /** Over any value. */
    void skip() throws Malformed {
      switch (peek()) {
        case '{' -> {
          open('{');
          for (boolean first = true; more(first, '}'); first = false) {
            key();
            skip();
          }
        }
        case '[' -> {
          open('[');
          for (boolean first = true; more(first, ']'); first = false) skip();
        }
        case '"' -> skipString();
        case 't' -> word("true");
        case 'f' -> word("false");
        case 'n' -> word("null");
        default -> skipNumber();
      }
    }

    /** Any value: a Map, a List, a String, a BigInteger for whole numbers, or "". */
    Object tree() throws Malformed {
      switch (peek()) {
        case '{' -> {
          Map<String, Object> map = new HashMap<>();
          open('{');
          for (boolean first = true; more(first, '}'); first = false) {
            key();
            String key = new String(unescape(keyStart, keyEnd), UTF_8);
            if (map.put(key, tree()) != null) throw trouble("a key stands twice: " + key);
          }
          return map;
        }
        case '[' -> {
          List<Object> list = new ArrayList<>();
          open('[');
          for (boolean first = true; more(first, ']'); first = false) list.add(tree());
          return list;
        }
        case '"' -> {
          return new String(string(), UTF_8);
        }
        default -> {
          if (atNumber()) {
            String number = number();
            return number.length() < 100 && number.matches("-?[0-9]+")
                ? new BigInteger(number)
                : "";
          }
          skip();
          return "";
        }
      }
    }

    void close() throws Malformed {
      while (at < end) {
        int c = b[at++];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
          throw trouble("it goes on after its end");
      }
    }
  }

  /** What of a detail stands in its row. */
  private static final class Detail {
    private static final byte[] SPECVERSION = "specversion".getBytes(US_ASCII);
    private static final byte[] ID = "id".getBytes(US_ASCII);
    private static final byte[] TYPE = "type".getBytes(US_ASCII);
    private static final byte[] SUBJECT = "subject".getBytes(US_ASCII);
    private static final byte[] SEQUENCE = "streamsequence".getBytes(US_ASCII);
    private static final byte[] DATA = "data".getBytes(US_ASCII);
    private static final byte[] ENVELOPE = "envelope".getBytes(US_ASCII);
    private static final byte[] EVENT = "event".getBytes(US_ASCII);
    private static final byte[] OCCURRED_ON = "occurredOn".getBytes(US_ASCII);
    private static final byte[] AMOUNT = "amount".getBytes(US_ASCII);
    private static final long MOST_FEN = 1_000_000_000_000_000_000L;
    private static final byte[] VERSION = "1.0".getBytes(US_ASCII);

    byte[] id;
    byte[] type;
    byte[] subject;
    String sequence;
    byte[] occurredOn;
    String amount;
    long fen;
    private byte[] version;
    private boolean dataSeen;
    private boolean envelopeSeen;
    private boolean eventSeen;
    private boolean amountSeen;

    Detail(byte[] b, int length) throws Malformed {
      Json json = new Json(b, 0, length);
      json.open('{');
      for (boolean first = true; json.more(first, '}'); first = false) {
        json.key();
        if (json.keyIs(ID)) id = once(id, json);
        else if (json.keyIs(TYPE)) type = once(type, json);
        else if (json.keyIs(SUBJECT)) subject = once(subject, json);
        else if (json.keyIs(SPECVERSION)) version = once(version, json);
        else if (json.keyIs(SEQUENCE)) {
          if (sequence != null || !json.atNumber()) throw new Malformed("one streamsequence");
          sequence = json.number();
          decimal(sequence);
        } else if (json.keyIs(DATA)) {
          if (dataSeen) throw new Malformed("data stands twice");
          dataSeen = true;
          data(json);
        } else json.skip();
      }
      json.close();
      if (!Arrays.equals(version, VERSION)) throw new Malformed("no CloudEvents 1.0");
      if (id == null || type == null || subject == null || sequence == null || occurredOn == null)
        throw new Malformed("id, type, subject, streamsequence or occurredOn is missing");
    }

    private void data(Json json) throws Malformed {
      json.open('{');
      for (boolean first = true; json.more(first, '}'); first = false) {
        json.key();
        if (json.keyIs(ENVELOPE)) {
          if (envelopeSeen) throw new Malformed("envelope stands twice");
          envelopeSeen = true;
          json.open('{');
          for (boolean one = true; json.more(one, '}'); one = false) {
            json.key();
            if (json.keyIs(OCCURRED_ON)) occurredOn = once(occurredOn, json);
            else json.skip();
          }
        } else if (json.keyIs(EVENT)) {
          if (eventSeen) throw new Malformed("event stands twice");
          eventSeen = true;
          json.open('{');
          for (boolean one = true; json.more(one, '}'); one = false) {
            json.key();
            if (json.keyIs(AMOUNT)) amount(json);
            else json.skip();
          }
        } else json.skip();
      }
    }

    private void amount(Json json) throws Malformed {
      if (amountSeen) throw new Malformed("amount stands twice");
      amountSeen = true;
      if (!json.atNumber()) {
        json.skip();
        return;
      }
      amount = json.number();
      boolean negative = amount.charAt(0) == '-';
      fen = decimal(negative ? amount.substring(1) : amount);
      if (fen > MOST_FEN || negative && fen == 0) throw new Malformed("no amount: " + amount);
      if (negative) fen = -fen;
    }

    private static byte[] once(byte[] before, Json json) throws Malformed {
      if (before != null) throw new Malformed("a key stands twice");
      return json.string();
    }
  }

  // ---------------------------------------------------------------- lines

  /** Some lines that follow each other; line i ends before its line feed, at {@code ends[i]}. */
  private record Lines(long firstLine, byte[] bytes, int[] ends, int count) {
    static final Lines NONE = new Lines(0, new byte[0], new int[0], 0);

    int start(int i) {
      return i == 0 ? 0 : ends[i - 1] + 1;
    }

    int end(int i) {
      return ends[i];
    }
  }

  /** Splits a file of the package into lines; all lines together are the whole file. */
  private static final class LineReader implements Closeable {
    private static final int BLOCK = 1 << 16;
    final String name;
    final MessageDigest digest = sha256();
    private long length;
    private final InputStream in;
    private final int longest;
    private byte[] buffer = new byte[4 * BLOCK];
    private int start;
    private int end;
    private int searched;
    private final ArrayDeque<byte[]> spare = new ArrayDeque<>();
    private boolean ended;
    private long line = 1;

    LineReader(ZipStore zip, String name, int longest) throws IOException, Refuted {
      this.name = name;
      this.longest = longest;
      try {
        in = zip.open(name);
      } catch (ZipException e) {
        throw ZipStore.damaged(name, e);
      }
    }

    /** Up to so many lines, fewer when they are long; none at the end. */
    Lines next(int most, int enough) throws IOException, Refuted {
      int[] ends = new int[most];
      int count = 0;
      int from = 0;
      while (count < most && from < enough) {
        int feed = feed(Math.max(from, searched));
        if ((feed < 0 ? end - start : feed) - from > longest)
          throw Refuted.in(name + " line " + (line + count), "the line is too long", "\u6b64\u884c\u8fc7\u957f");
        if (feed < 0) {
          searched = end - start;
          if (fill()) continue;
          if (from < end - start)
            throw Refuted.in(name + " line " + (line + count), "the line does not end", "\u6b64\u884c\u65e0\u884c\u5c3e");
          break;
        }
        ends[count++] = feed;
        from = feed + 1;
      }
      byte[] bytes = spare.isEmpty() ? new byte[0] : spare.pop();
      if (bytes.length < from) bytes = new byte[Math.max(from, 2 * bytes.length)];
      System.arraycopy(buffer, start, bytes, 0, from);
      start += from;
      searched = 0;
      Lines lines = new Lines(line, bytes, ends, count);
      line += count;
      return lines;
    }

    /** Each lines once, in their order, on one thread. */
    void hash(Lines lines) {
      int all = lines.count == 0 ? 0 : lines.end(lines.count - 1) + 1;
      digest.update(lines.bytes, 0, all);
      length += all;
    }

    /** Nobody needs the lines any more: their bytes can hold others. */
    void done(Lines lines) {
      spare.push(lines.bytes);
    }

    /** Where the next line feed is, counted from the start, or -1; eight bytes at a time. */
    private int feed(int from) {
      int i = start + from;
      for (; i + 8 <= end; i += 8) {
        long feeds = (long) LONGS.get(buffer, i) ^ '\n' * EACH;
        long found = (feeds - EACH) & ~feeds & 0x80 * EACH;
        if (found != 0) return i + Long.numberOfTrailingZeros(found) / 8 - start;
      }
      for (; i < end; i++) if (buffer[i] == '\n') return i - start;
      return -1;
    }

    private boolean fill() throws IOException, Refuted {
      if (ended) return false;
      if (buffer.length - end < BLOCK) {
        int kept = end - start;
        byte[] to = kept > buffer.length / 2 ? new byte[2 * buffer.length] : buffer;
        System.arraycopy(buffer, start, to, 0, kept);
        buffer = to;
        start = 0;
        end = kept;
      }
      int read;
      try {
        read = in.readNBytes(buffer, end, buffer.length - end);
      } catch (ZipException | EOFException e) {
        throw ZipStore.damaged(name, e);
      }
      ended = end + read < buffer.length;
      end += read;
      return read > 0;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** What the rows of some lines come to. */
  private record Rows(long first, long last, long count, long amounts, BigInteger fen) {}

  // ---------------------------------------------------------------- the run

  private static final class Verification implements Closeable {
    private static final ThreadFactory DAEMONS =
        work -> {
          Thread thread = new Thread(work, "verifier");
          thread.setDaemon(true);
          return thread;
        };

    private final Options options;
    private final Store store;
    private final ZipStore zip;
    private final PrintStream err;
    private final ExecutorService threads;
    private final int waiting;
    private final ThreadLocal<Hasher> hashers = ThreadLocal.withInitial(Hasher::new);
    private final ExecutorService fileHasher = Executors.newSingleThreadExecutor(DAEMONS);
    private final Map<Long, byte[]> kept = new ConcurrentHashMap<>();
    private final AtomicLong keptBytes = new AtomicLong();

    private Policy policy;
    private boolean keysFromPackage;
    private Checkpoint checkpoint;
    private Tree tree;
    private String signedBy;
    private String witnessedBy;
    private String witnessedByZh;

    private long began;
    private long shown;

    Verification(Options options, Store store, PrintStream err) {
      this.options = options;
      this.store = store;
      this.zip = store instanceof ZipStore archive ? archive : null;
      this.err = err;
      int count = zip == null ? FETCHES_AT_ONCE : Runtime.getRuntime().availableProcessors();
      this.waiting = 4 * count;
      this.threads = Executors.newFixedThreadPool(count, DAEMONS);
    }

    @Override
    public void close() {
      threads.shutdownNow();
      fileHasher.shutdownNow();
    }

    String verdict() throws Refuted, CannotCheck, IOException {
      try {
        return verify();
      } catch (Refuted | CannotCheck | IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    private String verify() throws Exception {
      policy = policy();
      List<VKey> keys = keys();
      byte[] note = store.read("checkpoint", MAX_TEXT);
      if (note == null) throw store.missing("checkpoint");
      checkpoint = checkpoint(note);
      signatures(keys);
      err.println(
          printable(
              "checkpoint: " + checkpoint.head() + ", signed by " + signedBy + ", " + witnessedBy));

      Checkpoint before = remembered();
      tree = new Tree(store, checkpoint);
      if (zip != null) noStrangeTiles();
      tree.edge();
      for (int level = tree.levels.size() - 1; level > 0; level--)
        for (long n : tilesAt(level)) tree.add(level, n);
      if (before != null) consistent(before);
      err.println("tiles: they come to the signed root");

      long from = before == null || zip != null || options.full ? 0 : before.size;
      long entries = entries(from);
      long rows = zip == null ? 0 : facts();
      if (zip != null) listed(rows);
      if (options.state != null) remember();
      return ok(entries, from, rows);
    }

    private String ok(long entries, long from, long rows) {
      String root = base64(checkpoint.root);
      StringBuilder en = new StringBuilder("OK: ");
      StringBuilder zh = new StringBuilder("\u9a8c\u8bc1\u901a\u8fc7\uff1a");
      if (entries == checkpoint.size) {
        en.append(entries).append(" entries, ");
        zh.append("\u5171").append(entries).append("\u6761\uff0c");
      } else {
        en.append(entries).append(" of ").append(checkpoint.size).append(" entries ");
        en.append(zip == null ? "(those after the remembered ones), " : "(A PART OF THE LOG), ");
        zh.append("\u5168\u90e8").append(checkpoint.size).append("\u6761\u4e2d\u7684").append(entries).append("\u6761\uff0c");
      }
      en.append("root ").append(root).append(", signed by ").append(signedBy);
      en.append(", ").append(witnessedBy);
      zh.append("\u6839").append(root).append("\uff0c\u7b7e\u540d").append(signedBy).append("\uff0c").append(witnessedByZh);
      if (zip != null) {
        en.append("; ").append(rows).append(" facts with their details");
        zh.append("\uff1b\u5176\u4e2d").append(rows).append("\u6761\u9644\u660e\u7ec6\u5e76\u5df2\u6838\u5bf9");
      }
      if (keysFromPackage) {
        en.append("; WARNING: THE KEY WAS TAKEN ON TRUST FROM THE PACKAGE ITSELF,");
        en.append(" compare it with the published one or use --vkey");
        zh.append("\uff1b\u6ce8\u610f\uff1a\u516c\u94a5\u53d6\u81ea\u672c\u5305\u81ea\u8eab\uff0c\u672a\u7ecf\u72ec\u7acb\u6838\u5bf9");
      }
      return en + " | " + zh;
    }

    // ------------------------------------------------------------ checkpoint

    private Policy policy() throws Exception {
      if (options.policy != null) {
        try {
          return Policy.parse(options.policy);
        } catch (Malformed e) {
          throw new CannotCheck("--policy: " + e.getMessage(), "\u7b56\u7565\u6587\u4ef6\u683c\u5f0f\u4e0d\u5bf9");
        }
      }
      if (zip == null || !zip.has("log/policy")) return null;
      try {
        return Policy.parse(utf8(zip.file("log/policy", MAX_TEXT)));
      } catch (Malformed e) {
        throw Refuted.in("log/policy", e.getMessage(), "\u7b56\u7565\u6587\u4ef6\u683c\u5f0f\u4e0d\u5bf9");
      }
    }

    private List<VKey> keys() throws Exception {
      if (!options.keys.isEmpty()) return options.keys;
      if (options.policy != null && !policy.logs.isEmpty()) return policy.logs;
      if (zip == null) throw new CannotCheck(Options.USAGE, "\u67e5\u7f51\u4e0a\u65e5\u5fd7\u987b\u7ed9\u51fa\u516c\u94a5 --vkey");
      keysFromPackage = true;
      List<VKey> keys = new ArrayList<>();
      try {
        String text = utf8(zip.file("log/vkey", MAX_TEXT));
        if (!text.endsWith("\n")) throw new Malformed("its last line does not end");
        for (String line : text.substring(0, text.length() - 1).split("\n", -1))
          keys.add(VKey.ofLog(line));
      } catch (Malformed e) {
        throw Refuted.in("log/vkey", e.getMessage(), "\u516c\u94a5\u683c\u5f0f\u4e0d\u5bf9");
      }
      return keys;
    }

    private Checkpoint checkpoint(byte[] note) throws Refuted {
      try {
        if (note.length > MAX_TEXT) throw new Malformed("too long");
        return Checkpoint.parse(note);
      } catch (Malformed e) {
        throw Refuted.in(store.name("checkpoint"), e.getMessage(), "\u68c0\u67e5\u70b9\u683c\u5f0f\u4e0d\u5bf9");
      }
    }

    private void signatures(List<VKey> keys) throws Exception {
      String file = store.name("checkpoint");
      Set<String> logs = new LinkedHashSet<>();
      boolean signed = false;
      boolean unknown = false;
      Map<String, String> witnesses = new LinkedHashMap<>();
      Set<String> perhaps = new HashSet<>();
      Set<String> right = new HashSet<>();
      for (Line line : checkpoint.lines) {
        for (VKey key : keys) {
          if (!of(key, line)) continue;
          switch (key.verify(checkpoint, line.payload)) {
            case WRONG -> throw Refuted.in(file, "a wrong signature by " + key.name, "\u65e5\u5fd7\u7b7e\u540d\u4e0d\u5bf9");
            case UNKNOWN -> {
              unknown = true;
              notChecked(key);
            }
            case RIGHT -> {
              right.add(key.text);
              logs.add(key.name + (key.kind == VKey.ML_DSA_44 ? " (ML-DSA-44)" : ""));
              signed |= key.name.equals(checkpoint.origin);
            }
          }
        }
        if (policy == null) continue;
        for (Map.Entry<String, VKey> witness : policy.witnesses.entrySet()) {
          VKey key = witness.getValue();
          if (!of(key, line)) continue;
          switch (key.verify(checkpoint, line.payload)) {
            case WRONG -> throw Refuted.in(file, "a wrong cosignature by " + key.name, "\u89c1\u8bc1\u7b7e\u540d\u4e0d\u5bf9");
            case UNKNOWN -> {
              perhaps.add(witness.getKey());
              notChecked(key);
            }
            case RIGHT -> witnesses.put(witness.getKey(), when(line.payload));
          }
        }
      }
      if (!signed && unknown)
        throw new CannotCheck(
            "a signature by ML-DSA-44 only, which needs JDK 24", "\u9700JDK 24\u4ee5\u4e0a\u9a8cML-DSA-44\u7b7e\u540d");
      if (!signed)
        throw Refuted.in(
            file, "no signature of " + checkpoint.origin + " by a known key", "\u6ca1\u6709\u5df2\u77e5\u516c\u94a5\u7684\u65e5\u5fd7\u7b7e\u540d");
      if (policy != null
          && !policy.logs.isEmpty()
          && policy.logs.stream().noneMatch(log -> right.contains(log.text)))
        throw Refuted.in(file, "the policy is for another log", "\u7b56\u7565\u6587\u4ef6\u4e0d\u662f\u672c\u65e5\u5fd7\u7684");
      if (policy != null && !policy.met(witnesses.keySet())) {
        perhaps.addAll(witnesses.keySet());
        if (policy.met(perhaps))
          throw new CannotCheck(
              "a quorum with ML-DSA-44, which needs JDK 24", "\u9700JDK 24\u4ee5\u4e0a\u9a8cML-DSA-44\u7b7e\u540d");
        throw Refuted.in(
            file,
            "the quorum is not there, only "
                + witnesses.keySet()
                + " of "
                + policy.witnesses.keySet(),
            "\u89c1\u8bc1\u4e0d\u8db3\u6cd5\u5b9a\u6570");
      }
      signedBy = String.join(", ", logs);
      if (witnesses.isEmpty()) {
        witnessedBy = policy == null ? "UNWITNESSED (no policy names witnesses)" : "UNWITNESSED";
        witnessedByZh = "\u672a\u89c1\u8bc1";
      } else {
        List<String> all = new ArrayList<>();
        witnesses.forEach((name, time) -> all.add(name + " " + time));
        witnessedBy = "witnessed by " + String.join(", ", all);
        witnessedByZh = "\u89c1\u8bc1" + String.join("\u3001", all);
        if (options.policy == null) {
          witnessedBy += " (as the package's own policy names them)";
          witnessedByZh += "\uff08\u4f9d\u672c\u5305\u6240\u9644\u7b56\u7565\uff09";
        }
      }
    }

    private void notChecked(VKey key) {
      err.println(printable("not checked: " + key.name + " in ML-DSA-44, which needs JDK 24"));
    }

    private static boolean of(VKey key, Line line) {
      return key.name.equals(line.name) && key.id.equals(line.id);
    }

    private static String when(byte[] payload) {
      long seconds = VKey.time(payload);
      return seconds > 253_402_300_799L
          ? "at " + seconds
          : Instant.ofEpochSecond(seconds).toString();
    }

    // ------------------------------------------------------------ monitoring

    private Checkpoint remembered() throws Exception {
      if (options.state == null || !Files.exists(options.state)) return null;
      Checkpoint before;
      try {
        before = Checkpoint.parse(Options.readFile(options.state).getBytes(UTF_8));
      } catch (Malformed e) {
        throw new CannotCheck("--state " + options.state + ": " + e.getMessage(), "\u72b6\u6001\u6587\u4ef6\u683c\u5f0f\u4e0d\u5bf9");
      }
      if (!before.origin.equals(checkpoint.origin))
        throw new CannotCheck("--state is of another log: " + before.origin, "\u72b6\u6001\u6587\u4ef6\u662f\u53e6\u4e00\u65e5\u5fd7\u7684");
      if (before.size > checkpoint.size) throw contradiction(before, "it has become smaller");
      return before;
    }

    private Refuted contradiction(Checkpoint before, String how) {
      return Refuted.in(
          store.name("checkpoint"),
          how + ": now " + checkpoint.head() + ", remembered " + before.head(),
          "\u4e0e\u4e0a\u6b21\u8bb0\u4e0b\u7684\u68c0\u67e5\u70b9\u77db\u76fe");
    }

    /** The first entries are those that were there the last time. */
    private void consistent(Checkpoint before) throws Exception {
      long n = before.size / TILE;
      if (before.size % TILE != 0 && (zip == null || tilesInPackage(0).contains(n))) tree.add(0, n);
      byte[] root = tree.root(before.size);
      if (root == null)
        throw new CannotCheck(
            "the package does not hold the tiles to compare with --state", "\u672c\u5305\u7f3a\u5c11\u4e0e\u72b6\u6001\u6587\u4ef6\u6bd4\u5bf9\u6240\u9700\u7684\u5757");
      if (!Arrays.equals(root, before.root))
        throw contradiction(
            before, "another history: at size " + before.size + " it now has root " + base64(root));
    }

    private void remember() throws CannotCheck {
      Path state = options.state.toAbsolutePath();
      Path fresh = state.resolveSibling(state.getFileName() + ".new");
      try {
        try (FileChannel file =
            FileChannel.open(
                fresh,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
          ByteBuffer bytes = ByteBuffer.wrap(checkpoint.note.getBytes(UTF_8));
          while (bytes.hasRemaining()) file.write(bytes);
          file.force(true);
        }
        Files.move(
            fresh, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new CannotCheck(
            "everything verified, but cannot write " + state + ": " + e, "\u72b6\u6001\u6587\u4ef6\u5199\u4e0d\u6210");
      }
    }

    // ------------------------------------------------------------ tiles and entries

    /** In a package each tile stands for a tile of a tree of this size. */
    private void noStrangeTiles() throws Refuted {
      Set<String> wanted = new HashSet<>();
      zip.tiles.forEach((level, numbers) -> {
        for (long n : numbers)
          if (level < tree.levels.size() && n < tree.tiles(level)) wanted.add(tree.path(level, n));
      });
      for (long n : zip.bundles)
        if (!tree.levels.isEmpty() && n < tree.tiles(0)) wanted.add(tree.bundlePath(n));
      for (String path : new TreeSet<>(zip.tilePaths.keySet()))
        if (!wanted.contains(path))
          throw Refuted.in(
              "log/" + path, "no such tile is in a tree of " + checkpoint.size, "\u8fd9\u4e00\u5927\u5c0f\u7684\u6811\u6ca1\u6709\u6b64\u5757");
    }

    private Iterable<Long> upTo(long from, long to) {
      return () ->
          new Iterator<>() {
            private long next = from;

            @Override
            public boolean hasNext() {
              return next < to;
            }

            @Override
            public Long next() {
              return next++;
            }
          };
    }

    private Set<Long> tilesInPackage(int level) {
      return zip.tiles.getOrDefault(level, Collections.emptySet());
    }

    private Iterable<Long> tilesAt(int level) {
      return zip == null ? upTo(0, tree.tiles(level)) : tilesInPackage(level);
    }

    /** Every bundle that is there, from this size on, in order. */
    private long entries(long from) throws Exception {
      if (tree.levels.isEmpty()) return 0;
      Iterable<Long> bundles;
      long total = 0;
      if (zip == null) {
        bundles = upTo(Math.max(0, from - 1) / TILE, tree.tiles(0));
        total = checkpoint.size - Math.max(0, from - 1) / TILE * TILE;
      } else {
        for (long n : tilesInPackage(0)) if (!zip.bundles.contains(n)) tree.add(0, n);
        bundles = zip.bundles;
        for (long n : bundles) total += tree.width(0, n);
      }
      start();
      Ids ids = new Ids();
      long before = -1;
      long done = 0;
      ArrayDeque<Future<Bundle>> ahead = new ArrayDeque<>();
      Iterator<Long> rest = bundles.iterator();
      while (rest.hasNext() || !ahead.isEmpty()) {
        while (rest.hasNext() && ahead.size() < waiting) {
          long n = rest.next();
          ahead.add(threads.submit(() -> bundle(n)));
        }
        Bundle bundle = get(ahead.remove());
        for (int i = 0; i < bundle.width; i++) {
          long position = bundle.first + i;
          if (bundle.times[i] < before)
            throw Refuted.at(position, "recorded before the entry before it", "\u8bb0\u5f55\u65f6\u95f4\u65e9\u4e8e\u524d\u4e00\u6761");
          before = bundle.times[i];
          if (!ids.add(bundle.ids[2 * i], bundle.ids[2 * i + 1]))
            throw Refuted.at(position, "its id has been there before", "\u4e8b\u4ef6\u53f7\u91cd\u590d");
        }
        if (bundle.fault != null) throw bundle.fault;
        done += bundle.width;
        progress("entries", done, total, false);
      }
      progress("entries", done, total, true);
      return done;
    }

    private static <T> T get(Future<T> future) throws Exception {
      try {
        return future.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) throw error;
        throw (Exception) e.getCause();
      }
    }

    private Bundle bundle(long n) throws Exception {
      Hasher hasher = hashers.get();
      int width = tree.width(0, n);
      long first = n * TILE;
      byte[] tile = width < TILE ? tree.tile(0, n) : null;
      if (tile == null) {
        tile = tree.load(0, n);
        tree.check(0, n, tile, hasher);
      }
      Piece piece = store.piece(tree.bundlePath(n), width, TILE * FRAMED);
      byte[] b = piece.bytes;
      String name = store.name(piece.path);
      long[] ids = new long[2 * width];
      long[] times = new long[width];
      byte[] leaf = new byte[HASH];
      for (int i = 0; i < width; i++) {
        int at = i * FRAMED;
        Refuted fault = null;
        if (b.length < at + FRAMED) {
          fault = Refuted.at(first + i, name + " ends before this entry does", "\u6761\u76ee\u675f\u5728\u6b64\u6761\u524d\u7ed3\u675f");
        } else if ((b[at] & 0xff) != 0 || (b[at + 1] & 0xff) != ENTRY) {
          fault = Refuted.at(first + i, "in " + name + ": an entry has 129 bytes", "\u6761\u76ee\u957f\u5ea6\u4e0d\u5bf9");
        } else {
          hasher.leaf(b, at + 1, leaf);
          if (!Arrays.equals(leaf, 0, HASH, tile, i * HASH, (i + 1) * HASH)) {
            String leafOf = "leaf " + i + " of " + store.name(tree.path(0, n));
            fault =
                Refuted.at(first + i, "in " + name + ": the entry is not " + leafOf, "\u6761\u76ee\u4e0e\u65e5\u5fd7\u53f6\u54c8\u5e0c\u4e0d\u7b26");
          } else {
            times[i] = Entry.micros(b, at + 2);
            String form = Entry.fault(b, at + 2, times[i]);
            if (form != null) fault = Refuted.at(first + i, "the entry " + form, "\u6761\u76ee\u683c\u5f0f\u4e0d\u5bf9");
          }
        }
        if (fault != null) return new Bundle(first, i, ids, times, fault);
        ids[2 * i] = Entry.idHalf(b, at + 2, 0);
        ids[2 * i + 1] = Entry.idHalf(b, at + 2, 1);
      }
      Refuted fault = null;
      if (b.length > width * FRAMED && (width == TILE || piece.path.contains(".p/")))
        fault = Refuted.in(name, "goes on after its last entry", "\u6761\u76ee\u675f\u672b\u5c3e\u6709\u591a\u4f59\u5185\u5bb9");
      if (fault == null && zip != null && keptBytes.addAndGet(b.length) <= MOST_KEPT)
        kept.put(n, b);
      return new Bundle(first, width, ids, times, fault);
    }

    // ------------------------------------------------------------ details and rows

    private static final int LINES_AT_ONCE = 256;
    private static final int BYTES_AT_ONCE = 1 << 20;

    private final Map<String, byte[]> hashes = new HashMap<>();
    private final Map<String, Long> lengths = new HashMap<>();
    private long amounts;
    private BigInteger fen = BigInteger.ZERO;

    private long facts() throws Exception {
      try (LineReader details = new LineReader(zip, "details.tsv", MAX_DETAIL_LINE);
          LineReader csv = new LineReader(zip, "facts.csv", MAX_CSV_LINE)) {
        Lines header = csv.next(1, BYTES_AT_ONCE);
        byte[] wanted = (CSV_HEADER + "\r").getBytes(UTF_8);
        if (header.count == 0
            || !Arrays.equals(header.bytes, 0, header.end(0), wanted, 0, wanted.length))
          throw Refuted.in("facts.csv line 1", "not the header it must have", "\u8868\u5934\u4e0d\u5bf9");
        start();
        long last = -1;
        long rows = 0;
        csv.hash(header);
        ArrayDeque<Future<Rows>> ahead = new ArrayDeque<>();
        ArrayDeque<Future<Lines[]>> hashed = new ArrayDeque<>();
        Lines lines = details.next(LINES_AT_ONCE, BYTES_AT_ONCE);
        Exception trouble = null;
        while (lines.count > 0 || !ahead.isEmpty()) {
          if (lines.count > 0) {
            // What is wrong further on is said only when everything before it is right.
            try {
              Lines of = lines;
              Lines beside = csv.next(of.count, Integer.MAX_VALUE);
              ahead.add(threads.submit(() -> rows(of, beside)));
              hashed.add(
                  fileHasher.submit(() -> {
                    details.hash(of);
                    csv.hash(beside);
                    return new Lines[] {of, beside};
                  }));
              lines = details.next(LINES_AT_ONCE, BYTES_AT_ONCE);
            } catch (Refuted | IOException e) {
              trouble = e;
              lines = Lines.NONE;
            }
          }
          if (ahead.size() < waiting && lines.count > 0) continue;
          if (ahead.isEmpty()) break;
          Rows some = get(ahead.remove());
          Lines[] batch = get(hashed.remove());
          details.done(batch[0]);
          csv.done(batch[1]);
          if (some.first <= last)
            throw Refuted.at(some.first, "details.tsv is not in order of position", "\u660e\u7ec6\u672a\u6309\u5e8f\u53f7\u6392\u5217");
          last = some.last;
          rows += some.count;
          amounts += some.amounts;
          fen = fen.add(some.fen);
          progress("details", rows, 0, false);
        }
        if (trouble != null) throw trouble;
        if (csv.next(1, BYTES_AT_ONCE).count > 0)
          throw Refuted.in("facts.csv line " + (rows + 2), "a row without a detail", "\u6b64\u884c\u6ca1\u6709\u660e\u7ec6");
        progress("details", rows, 0, true);
        hashes.put("facts.csv", csv.digest.digest());
        hashes.put("details.tsv", details.digest.digest());
        lengths.put("facts.csv", csv.length);
        lengths.put("details.tsv", details.length);
        return rows;
      }
    }

    private static final class Row {
      byte[] salt;
      byte[] detail;
      int length;
      byte[] csv = new byte[512];
      int csvLength;

      boolean salt(ByteBuffer bytes) {
        if (bytes == null || bytes.limit() != HASH) return false;
        salt = bytes.array();
        return true;
      }

      void add(byte[] from, int at, int to) {
        int more = to - at;
        if (csv.length - csvLength < more + 2)
          csv = Arrays.copyOf(csv, Math.max(2 * csv.length, csvLength + more + 2));
        System.arraycopy(from, at, csv, csvLength, more);
        csvLength += more;
        csv[csvLength++] = ',';
      }

      void add(String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        add(bytes, 0, bytes.length);
      }

      void field(byte[] text) throws Malformed {
        boolean quoted = false;
        for (byte c : text) {
          if (c == '\n' || c == '\r') throw new Malformed("a line break in a field");
          quoted |= c == ',' || c == '"';
        }
        if (!quoted) {
          add(text, 0, text.length);
          return;
        }
        byte[] all = ("\"" + new String(text, UTF_8).replace("\"", "\"\"") + "\"").getBytes(UTF_8);
        add(all, 0, all.length);
      }
    }

    /** Details and their rows: everything of one line, then the next. */
    private Rows rows(Lines details, Lines csv) throws Exception {
      MessageDigest digest = sha256();
      Row row = new Row();
      byte[] commitment = new byte[HASH];
      byte[] commitment64 = new byte[44];
      long first = -1;
      long last = -1;
      long amounts = 0;
      long some = 0;
      BigInteger fen = BigInteger.ZERO;
      long bundleOf = -1;
      byte[] bundle = null;
      for (int i = 0; i < details.count; i++) {
        String line = "details.tsv line " + (details.firstLine + i);
        String csvLine = "facts.csv line " + (csv.firstLine + i);
        long said = i < csv.count ? position(csv.bytes, csv.start(i), csv.end(i), ',') : -1;
        long position = position(details.bytes, details.start(i), details.end(i), '\t');
        try {
          if (position < 0) throw new Malformed("does not begin with a position");
          decode(details, i, row);
        } catch (Malformed e) {
          long named = said >= 0 ? said : position;
          if (named < 0) throw Refuted.in(line, e.getMessage(), "\u660e\u7ec6\u884c\u683c\u5f0f\u4e0d\u5bf9");
          throw Refuted.at(named, line + ": " + e.getMessage(), "\u660e\u7ec6\u884c\u683c\u5f0f\u4e0d\u5bf9");
        }
        digest.update(row.salt, 0, HASH);
        digest.update(row.detail, 0, row.length);
        digest.digest(commitment, 0, HASH);
        Base64.getEncoder().encode(commitment, commitment64);
        // Where the two disagree on the position, the detail itself tells which of them is wrong.
        if (position != said && said >= 0 && proves(commitment64, said))
          throw Refuted.at(said, line + " says position " + position, "\u660e\u7ec6\u884c\u7684\u5e8f\u53f7\u4e0d\u5bf9");
        if (position <= last)
          throw Refuted.at(position, line + " is not in order of position", "\u660e\u7ec6\u672a\u6309\u5e8f\u53f7\u6392\u5217");
        if (position / TILE != bundleOf) {
          bundle = bundleFor(position);
          bundleOf = position / TILE;
        }
        if (bundle == null)
          throw Refuted.at(position, line + ": its entry is not in the package", "\u5305\u5185\u6ca1\u6709\u6b64\u6761\u76ee");
        int at = (int) (position % TILE) * FRAMED + 2;
        int digestAt = at + Entry.DIGEST;
        if (!Arrays.equals(bundle, digestAt, digestAt + 44, commitment64, 0, 44))
          throw Refuted.at(
              position, line + " does not have the digest of its entry", "\u660e\u7ec6\u4e0e\u6761\u76ee\u6240\u8f7d\u6458\u8981\u4e0d\u7b26");
        Detail detail;
        try {
          detail = new Detail(row.detail, row.length);
          if (!Arrays.equals(
              detail.id, 0, detail.id.length, bundle, at + Entry.ID, at + Entry.TIME - 1))
            throw new Malformed("its id is not that of the entry");
          row.csvLength = 0;
          row.add(Long.toString(position));
          row.add(bundle, at + Entry.TIME, at + Entry.DIGEST - 1);
          row.add(bundle, at + Entry.ID, at + Entry.TIME - 1);
          row.field(detail.subject);
          row.add(detail.sequence);
          row.field(detail.type);
          row.field(detail.occurredOn);
          row.add(detail.amount == null ? "" : detail.amount);
          row.csv[row.csvLength - 1] = '\r';
        } catch (Malformed e) {
          throw Refuted.at(position, line + ": " + e.getMessage(), "\u660e\u7ec6\u5185\u5bb9\u4e0d\u5bf9");
        }
        if (i >= csv.count) throw Refuted.at(position, "facts.csv has no row for it", "\u8868\u4e2d\u7f3a\u6b64\u884c");
        if (!Arrays.equals(row.csv, 0, row.csvLength, csv.bytes, csv.start(i), csv.end(i)))
          throw Refuted.at(
              position,
              csvLine + " differs from the detail in " + column(row, csv, i),
              "\u8868\u4e2d\u6b64\u884c\u4e0e\u660e\u7ec6\u4e0d\u7b26");
        if (detail.amount != null) {
          amounts++;
          some += detail.fen;
          if (Math.abs(some) > 1L << 61) {
            fen = fen.add(BigInteger.valueOf(some));
            some = 0;
          }
        }
        if (first < 0) first = position;
        last = position;
      }
      return new Rows(first, last, details.count, amounts, fen.add(BigInteger.valueOf(some)));
    }

    private byte[] bundleFor(long position) throws Exception {
      if (position >= checkpoint.size || !zip.bundles.contains(position / TILE)) return null;
      byte[] bundle = kept.get(position / TILE);
      return bundle != null ? bundle : zip.read(tree.bundlePath(position / TILE), TILE * FRAMED);
    }

    private boolean proves(byte[] commitment64, long position) throws Exception {
      byte[] bundle = bundleFor(position);
      if (bundle == null) return false;
      int at = (int) (position % TILE) * FRAMED + 2 + Entry.DIGEST;
      return Arrays.equals(bundle, at, at + 44, commitment64, 0, 44);
    }

    /** The decimal number before the separator, or -1. */
    private static long position(byte[] b, int from, int to, char separator) {
      long position = 0;
      int i = from;
      for (; i < to && b[i] >= '0' && b[i] <= '9' && i - from < 18; i++)
        position = position * 10 + b[i] - '0';
      boolean plain = i > from && i < to && b[i] == separator && (b[from] != '0' || i == from + 1);
      return plain ? position : -1;
    }

    private static void decode(Lines lines, int i, Row row) throws Malformed {
      byte[] b = lines.bytes;
      int from = lines.start(i);
      while (b[from] != '\t') from++;
      from++;
      int to = lines.end(i);
      int tab = from + 44;
      if (to <= tab || b[tab] != '\t' || !row.salt(decode(b, from, tab)))
        throw new Malformed("no salt of 32 bytes in base64");
      ByteBuffer detail = decode(b, tab + 1, to);
      row.length = detail == null ? -1 : detail.limit();
      if (detail != null) row.detail = detail.array();
      if (row.length < 0 || row.length > MAX_DETAIL)
        throw new Malformed("no detail in base64 of at most 1 MiB");
    }

    /** Base64 in its one form; null when it is not. */
    private static ByteBuffer decode(byte[] b, int from, int to) {
      int length = to - from;
      if (length == 0 || length % 4 != 0) return null;
      // The decoder would pass over bits that stand for nothing: they are zero.
      int unused = b[to - 1] != '=' ? 0 : b[to - 2] != '=' ? 3 : 15;
      if (unused != 0 && (Entry.VALUES[b[unused == 3 ? to - 2 : to - 3] & 0xff] & unused) != 0)
        return null;
      try {
        return Base64.getDecoder().decode(ByteBuffer.wrap(b, from, length));
      } catch (IllegalArgumentException e) {
        return null;
      }
    }

    private static String column(Row row, Lines csv, int i) {
      byte[] b = csv.bytes;
      int at = csv.start(i);
      int column = 0;
      boolean quoted = false;
      for (int j = 0; j < row.csvLength; j++, at++) {
        if (at == csv.end(i) || b[at] != row.csv[j]) break;
        if (b[at] == '"') quoted = !quoted;
        if (b[at] == ',' && !quoted) column++;
      }
      return "column " + (column + 1) + " " + COLUMNS.get(Math.min(column, COLUMNS.size() - 1));
    }

    // ------------------------------------------------------------ datapackage.json

    private void listed(long rows) throws Exception {
      String file = "datapackage.json";
      try {
        byte[] bytes = zip.file(file, MAX_JSON);
        Json json = new Json(bytes, 0, bytes.length);
        Object root = json.tree();
        json.close();
        Set<String> paths = new HashSet<>();
        for (Object each : list(map(root).get("resources"))) {
          Map<?, ?> resource = map(each);
          if (!(resource.get("path") instanceof String path) || !zip.has(path))
            throw new Malformed("it lists what is not in the package: " + resource.get("path"));
          if (!paths.add(path)) throw new Malformed("it lists twice: " + path);
          same(
              path, "hash", resource.get("hash"), "sha256:" + HexFormat.of().formatHex(hash(path)));
          same(path, "bytes", resource.get("bytes"), BigInteger.valueOf(lengths.get(path)));
          if (!path.equals("facts.csv")) continue;
          Map<?, ?> totals = map(resource.get("controlTotals"));
          same(path, "rowCount", resource.get("rowCount"), BigInteger.valueOf(rows));
          same(path, "controlTotals.rows", totals.get("rows"), BigInteger.valueOf(rows));
          same(
              path,
              "controlTotals.amountRows",
              totals.get("amountRows"),
              BigInteger.valueOf(amounts));
          same(path, "controlTotals.amountFen", totals.get("amountFen"), fen);
        }
        if (!paths.contains("facts.csv")) throw new Malformed("it does not list facts.csv");
      } catch (Malformed e) {
        throw Refuted.in(file, e.getMessage(), "\u6570\u636e\u5305\u8bf4\u660e\u4e0d\u5bf9");
      }
    }

    private byte[] hash(String path) throws IOException, Refuted {
      byte[] known = hashes.get(path);
      if (known != null) return known;
      byte[] bytes = zip.file(path, MAX_OTHER);
      byte[] hash = sha256().digest(bytes);
      hashes.put(path, hash);
      lengths.put(path, (long) bytes.length);
      return hash;
    }

    private static void same(String path, String what, Object said, Object found) throws Refuted {
      if (!found.equals(said))
        throw Refuted.in(
            path,
            "its " + what + " in datapackage.json is " + said + ", but here it is " + found,
            "\u4e0e\u6570\u636e\u5305\u8bf4\u660e\u4e2d\u7684 " + what + " \u4e0d\u7b26");
    }

    private static Map<?, ?> map(Object value) throws Malformed {
      if (value instanceof Map<?, ?> map) return map;
      throw new Malformed("an object is missing");
    }

    private static List<?> list(Object value) throws Malformed {
      if (value instanceof List<?> list) return list;
      throw new Malformed("resources are missing");
    }

    // ------------------------------------------------------------ progress

    private void start() {
      began = System.nanoTime();
      shown = began;
    }

    private void progress(String what, long done, long total, boolean end) {
      long now = System.nanoTime();
      if (!end && now - shown < PROGRESS_NANOS) return;
      shown = now;
      double seconds = Math.max(1e-6, (now - began) / 1e9);
      String of = total == 0 ? "" : String.format(Locale.ROOT, " of %,d", total);
      err.println(String.format(Locale.ROOT, "%s: %,d%s, %,.0f/s", what, done, of, done / seconds));
    }
  }
}
