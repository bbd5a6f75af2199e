package org.sunshineledger.ledger.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.journal.Append.BulkRow;

/**
 * Personal values, encrypted with AES-256-GCM under a key of their subject, which is wrapped by the
 * master key. No value is ever written to a log or an exception.
 */
public final class Vault {

  /** Before the id of an import: the name under which its key is sealed. */
  private static final String IMPORT = "import/";

  private static final String AES_GCM = "AES/GCM/NoPadding";

  /** To look through all providers for each value costs a third of encrypting it. */
  private static final Provider AES_PROVIDER = aesProvider();

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;
  private static final int KEYS_AT_ONCE = 1_000;
  private static final String FINGERPRINT = "fingerprint";
  private static final String FINGERPRINT_ALGORITHM = "HmacSHA256";

  /** An index holds exactly these facts, so that the start does not read the journal. */
  private static final String ERASED_BY_THE_JOURNAL =
      """
      select jsonb_array_elements_text(
        convert_from(detail, 'UTF8')::jsonb #> '{data,event,keys}')
      from journal.event
      where type = 'vault.personal-data-erased.v1'
      """;

  private static final String PUT_KEYS =
      """
      insert into vault.subject_key (id, subject, wrapped)
      select id::uuid, subject, wrapped
      from unnest(?::text[], ?::text[], ?::bytea[]) as made (id, subject, wrapped)
      """;

  private static final String PUT_FIELDS =
      """
      insert into vault.field (digest, key, field, sealed)
      select digest, key::uuid, field, sealed
      from unnest(?::bytea[], ?::text[], ?::text[], ?::bytea[]) as made (digest, key, field, sealed)
      """;

  /** A key that the running append makes, with the row in which it is kept. */
  private record SubjectKey(UUID id, SecretKey key, BulkRow row) {}

  private record NoteOf(String subject) {}

  private final DataSource dataSource;
  private final SecureRandom random;

  /** Of each master key, the current one first. */
  private final List<SecretKey> wrapping;

  /** As the oldest ledgers have it: derived from their only master key. */
  private final SecretKey derivedFingerprints;

  private final ErasureList erasures;
  private volatile @Nullable SecretKey fingerprints;

  /** A vault of which no list of erasures is kept. */
  public Vault(DataSource dataSource, MasterKey master, SecureRandom random) {
    this(dataSource, master, random, ErasureList.NOWHERE);
  }

  /**
   * @param erasures what was destroyed, wherever the database is put back to
   */
  public Vault(DataSource dataSource, MasterKey master, SecureRandom random, ErasureList erasures) {
    this(dataSource, List.of(master), random, erasures);
  }

  /**
   * The same while the master key is being replaced.
   *
   * @param masters the current one first; at least one
   */
  public Vault(
      DataSource dataSource, List<MasterKey> masters, SecureRandom random, ErasureList erasures) {
    this.dataSource = dataSource;
    this.random = random;
    this.erasures = erasures;
    this.wrapping =
        masters.stream()
            .map(master -> master.forPurpose("sunshine-ledger/vault/wrap/v1", "AES"))
            .toList();
    this.derivedFingerprints =
        masters
            .getFirst()
            .forPurpose("sunshine-ledger/vault/fingerprint/v1", FINGERPRINT_ALGORITHM);
  }

  /**
   * Commits to the value and puts it into the vault together with the running append.
   *
   * @param subject whose value, e.g. {@code household/4101850010010001/01}; erased as one
   * @return what a fact may say of it
   * @throws IllegalStateException outside of a unit of work
   */
  public Commitment seal(String subject, PersonalField field, String value) {
    Append append = Append.current();
    byte[] salt = randomBytes(Commitment.SALT_BYTES);
    Commitment commitment = Commitment.to(field, salt, value);
    if (append.isOnTrial()) return commitment;
    SubjectKey key = append.note(new NoteOf(subject), SubjectKey.class, () -> newKey(subject));
    byte[] text = value.getBytes(UTF_8);
    byte[] plain = ByteBuffer.allocate(salt.length + text.length).put(salt).put(text).array();
    // Put again with each field: a part of the order that is taken back takes its rows along.
    append.sideRow(key.row());
    append.sideRow(
        new BulkRow(
            PUT_FIELDS,
            commitment.digest().bytes(),
            key.id().toString(),
            field.name(),
            encrypt(key.key(), plain, fieldContext(commitment))));
    return commitment;
  }

  /**
   * The value behind a commitment; empty when its subject was erased or it never was in this vault.
   *
   * @throws IllegalStateException when the stored value is not the one that was committed to
   */
  public Optional<String> open(Commitment commitment) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select subject_key.id, subject, wrapped, sealed
                from vault.field join vault.subject_key on subject_key.id = field.key
                where digest = ? and field = ?
                """)) {
      statement.setBytes(1, commitment.digest().bytes());
      statement.setString(2, commitment.field().name());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(value(row, commitment)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** The same of many, asked together; who was erased or never was in this vault is left out. */
  public Map<Commitment, String> openAll(PersonalField field, Collection<Commitment> commitments) {
    Map<String, Commitment> asked = new HashMap<>();
    for (Commitment commitment : commitments)
      if (commitment.field() == field) asked.put(commitment.digest().hex(), commitment);
    Map<Commitment, String> values = new HashMap<>();
    if (asked.isEmpty()) return values;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select subject_key.id, subject, wrapped, sealed, encode(digest, 'hex')
                from vault.field join vault.subject_key on subject_key.id = field.key
                where digest in (select decode(each, 'hex') from unnest(?::text[]) as asked (each))
                  and field = ?
                """)) {
      statement.setArray(
          1, connection.createArrayOf("text", asked.keySet().toArray(String[]::new)));
      statement.setString(2, field.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Commitment commitment = asked.get(row.getString(5));
          if (commitment != null) values.put(commitment, value(row, commitment));
        }
      }
      return values;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private String value(ResultSet row, Commitment commitment) throws SQLException {
    byte[] context = wrapContext(row.getObject(1, UUID.class), row.getString(2));
    SecretKey key = aes(unwrap(row.getBytes(3), context));
    return checked(commitment, decrypt(key, row.getBytes(4), fieldContext(commitment)));
  }

  private static IllegalStateException unreadable(SQLException e) {
    return new IllegalStateException(
        "the vault could not be read (SQL state %s)".formatted(e.getSQLState()));
  }

  private static String checked(Commitment commitment, byte[] plain) {
    byte[] salt = Arrays.copyOf(plain, Commitment.SALT_BYTES);
    String value = new String(plain, salt.length, plain.length - salt.length, UTF_8);
    if (!Commitment.to(commitment.field(), salt, value).equals(commitment))
      throw new IllegalStateException(
          "the vault holds another value than was committed to: " + commitment.digest());
    return value;
  }

  /**
   * The ids of the keys under which a subject's values are sealed; none: nothing of him is kept.
   */
  public List<UUID> keysOf(String subject) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select id from vault.subject_key where subject = ? order by id")) {
      statement.setString(1, subject);
      List<UUID> keys = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) keys.add(row.getObject(1, UUID.class));
      }
      return keys;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** Destroys keys together with the running append, and with them every value under them. */
  void erase(List<UUID> keys) {
    Append append = Append.current();
    for (UUID key : keys) append.sideRow("delete from vault.subject_key where id = ?", key);
    // From here on the journal says so; a crash before the list does is made good at the start.
    CurrentUnitOfWork.get().root().afterCommit(_ -> erasures.add(keys));
  }

  /**
   * Destroys again what was destroyed before the vault, or the whole database, was put back, and
   * completes the list. Comes before anybody may open anything.
   *
   * @return how many keys had come back
   */
  public int reapplyErasures() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement recorded = connection.prepareStatement(ERASED_BY_THE_JOURNAL);
        PreparedStatement destroy =
            connection.prepareStatement("delete from vault.subject_key where id = any (?)")) {
      Set<UUID> destroyed = new LinkedHashSet<>(erasures.keys());
      try (ResultSet row = recorded.executeQuery()) {
        while (row.next()) destroyed.add(UUID.fromString(row.getString(1)));
      }
      erasures.add(destroyed);
      if (destroyed.isEmpty()) return 0;
      destroy.setArray(1, connection.createArrayOf("uuid", destroyed.toArray(UUID[]::new)));
      return destroy.executeUpdate();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * Sees to it that the keys outlive the master key: what was derived from it is kept in a row of
   * its own, and where an older one is given beside the current one, every key is wrapped by the
   * current one from then on. Begun anew after a crash, it goes on: either opens.
   *
   * @return how many keys of subjects, and of files that wait to be imported, were wrapped anew
   * @throws StartRefused when there are two master keys and the ledger was never started with one:
   *     which of them was the first cannot be known
   */
  public int rewrap() {
    try (Connection connection = dataSource.getConnection()) {
      Optional<byte[]> kept = keptFingerprintKey(connection);
      if (kept.isEmpty() && wrapping.size() > 1)
        throw new StartRefused(
            "The ledger has two master keys and was never started with one.",
            "Start it once with the old one alone; then put the new one before it.");
      byte[] key = kept.map(this::ownKey).orElseGet(derivedFingerprints::getEncoded);
      if (kept.isEmpty() || wrapping.size() > 1) keepFingerprintKey(connection, key);
      fingerprints = new SecretKeySpec(key, FINGERPRINT_ALGORITHM);
      return wrapping.size() > 1 ? rewrapSubjects(connection) + rewrapImports(connection) : 0;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private byte[] ownKey(byte[] wrapped) {
    try {
      return unwrap(wrapped, FINGERPRINT.getBytes(US_ASCII));
    } catch (IllegalStateException another) {
      throw new StartRefused(
          "The master key is not the one that this ledger was started with.",
          "Give LEDGER_MASTER_KEY, or the key file, the key that belongs to the database.",
          another);
    }
  }

  private SecretKey fingerprints() {
    SecretKey known = fingerprints;
    if (known != null) return known;
    try (Connection connection = dataSource.getConnection()) {
      SecretKey read =
          keptFingerprintKey(connection)
              .map(wrapped -> unwrap(wrapped, FINGERPRINT.getBytes(US_ASCII)))
              .<SecretKey>map(key -> new SecretKeySpec(key, FINGERPRINT_ALGORITHM))
              .orElse(derivedFingerprints);
      fingerprints = read;
      return read;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private static Optional<byte[]> keptFingerprintKey(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select wrapped from vault.keyring where purpose = ?")) {
      statement.setString(1, FINGERPRINT);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
  }

  private void keepFingerprintKey(Connection connection, byte[] key) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into vault.keyring (purpose, wrapped) values (?, ?)
            on conflict (purpose) do update set wrapped = excluded.wrapped
            """)) {
      statement.setString(1, FINGERPRINT);
      statement.setBytes(2, encrypt(wrapping.getFirst(), key, FINGERPRINT.getBytes(US_ASCII)));
      statement.executeUpdate();
    }
  }

  /** A thousand at a time, each thousand committed. */
  private int rewrapSubjects(Connection connection) throws SQLException {
    int rewrapped = 0;
    try (PreparedStatement page =
            connection.prepareStatement(
                """
                select id, subject, wrapped from vault.subject_key
                where id > ? order by id limit ?
                """);
        PreparedStatement update =
            connection.prepareStatement(
                "update vault.subject_key set wrapped = ? where id = ? and wrapped = ?")) {
      UUID last = new UUID(0, 0);
      for (int read = KEYS_AT_ONCE; read == KEYS_AT_ONCE; ) {
        read = 0;
        page.setObject(1, last);
        page.setInt(2, KEYS_AT_ONCE);
        try (ResultSet row = page.executeQuery()) {
          for (; row.next(); read++) {
            last = row.getObject(1, UUID.class);
            byte[] wrapped = row.getBytes(3);
            byte[] context = wrapContext(last, row.getString(2));
            if (opens(wrapping.getFirst(), wrapped, context)) continue;
            update.setBytes(1, encrypt(wrapping.getFirst(), unwrap(wrapped, context), context));
            update.setObject(2, last);
            update.setBytes(3, wrapped);
            update.addBatch();
            rewrapped++;
          }
        }
        update.executeBatch();
      }
    }
    return rewrapped;
  }

  /**
   * 导入: the few files of the last week that are not recorded yet. One that no key opens any more is
   * left to whoever works on it, and goes.
   */
  private int rewrapImports(Connection connection) throws SQLException {
    int rewrapped = 0;
    try (PreparedStatement open =
            connection.prepareStatement(
                "select id, key from imports.import where key is not null");
        PreparedStatement update =
            connection.prepareStatement(
                "update imports.import set key = ? where id = ? and key = ?");
        ResultSet row = open.executeQuery()) {
      while (row.next()) {
        UUID id = row.getObject(1, UUID.class);
        byte[] wrapped = row.getBytes(2);
        byte[] context = sealingContext(IMPORT + id);
        if (opens(wrapping.getFirst(), wrapped, context) || !opensAtAll(wrapped, context)) continue;
        update.setBytes(1, encrypt(wrapping.getFirst(), unwrap(wrapped, context), context));
        update.setObject(2, id);
        update.setBytes(3, wrapped);
        rewrapped += update.executeUpdate();
      }
    }
    return rewrapped;
  }

  private boolean opensAtAll(byte[] wrapped, byte[] context) {
    return wrapping.stream().anyMatch(key -> opens(key, wrapped, context));
  }

  /** By whichever master key it was wrapped. */
  private byte[] unwrap(byte[] wrapped, byte[] context) {
    for (SecretKey each : wrapping.subList(0, wrapping.size() - 1))
      if (opens(each, wrapped, context)) return decrypt(each, wrapped, context);
    return decrypt(wrapping.getLast(), wrapped, context);
  }

  private static boolean opens(SecretKey key, byte[] sealed, byte[] context) {
    try {
      decrypt(key, sealed, context);
      return true;
    } catch (IllegalStateException another) {
      return false;
    }
  }

  /**
   * A keyed fingerprint of an identity number, 64 hexadecimal digits: equal for equal numbers, and
   * worth nothing without the master key. Blanks and the case of a final X do not matter.
   */
  public String fingerprint(String idNumber) {
    String number = idNumber.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    return HexFormat.of().formatHex(hmac(("id-number\n" + number).getBytes(UTF_8)));
  }

  /** A keyed digest of an order's body, so that a stored digest cannot be guessed at. */
  public Sha256 digestOf(byte[] body) {
    byte[] prefix = "body\n".getBytes(US_ASCII);
    byte[] all = ByteBuffer.allocate(prefix.length + body.length).put(prefix).put(body).array();
    return new Sha256(HexFormat.of().formatHex(hmac(all)));
  }

  /**
   * A new key for something that is kept for some days.
   *
   * @param name what is sealed, e.g. {@code import/5b0c…}; another name does not open it
   */
  public SealingKey newSealing(String name) {
    SecretKey key = aes(randomBytes(KEY_BYTES));
    return sealing(encrypt(wrapping.getFirst(), key.getEncoded(), sealingContext(name)), key);
  }

  /**
   * The key that was made under this name.
   *
   * @throws IllegalStateException when no master key of this ledger opens it
   */
  public SealingKey sealing(byte[] wrapped, String name) {
    return sealing(wrapped, aes(unwrap(wrapped, sealingContext(name))));
  }

  private SealingKey sealing(byte[] wrapped, SecretKey key) {
    return new SealingKey(
        wrapped,
        (plain, context) -> encrypt(key, plain, context.getBytes(UTF_8)),
        (sealed, context) -> decrypt(key, sealed, context.getBytes(UTF_8)));
  }

  private static byte[] sealingContext(String name) {
    return ("sealing\n" + name).getBytes(UTF_8);
  }

  private byte[] hmac(byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(fingerprints());
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private SubjectKey newKey(String subject) {
    UUID id = UUID.randomUUID();
    byte[] key = randomBytes(KEY_BYTES);
    byte[] wrapped = encrypt(wrapping.getFirst(), key, wrapContext(id, subject));
    return new SubjectKey(id, aes(key), new BulkRow(PUT_KEYS, id.toString(), subject, wrapped));
  }

  private static Provider aesProvider() {
    try {
      return Cipher.getInstance(AES_GCM).getProvider();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  private static SecretKey aes(byte[] key) {
    return new SecretKeySpec(key, "AES");
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Ties a wrapped key to its row, so that rows cannot be swapped. */
  private static byte[] wrapContext(UUID id, String subject) {
    return (id + "\n" + subject).getBytes(UTF_8);
  }

  private static byte[] fieldContext(Commitment commitment) {
    return (commitment.field().name() + "\n" + commitment.digest()).getBytes(US_ASCII);
  }

  private byte[] encrypt(SecretKey key, byte[] plain, byte[] context) {
    byte[] nonce = randomBytes(NONCE_BYTES);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, key, nonce, plain, context);
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  private static byte[] decrypt(SecretKey key, byte[] sealed, byte[] context) {
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    byte[] rest = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
    return run(Cipher.DECRYPT_MODE, key, nonce, rest, context);
  }

  private static byte[] run(int mode, SecretKey key, byte[] nonce, byte[] input, byte[] context) {
    try {
      Cipher cipher = Cipher.getInstance(AES_GCM, AES_PROVIDER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context);
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the vault's content does not fit its key (%s)".formatted(e.getClass().getSimpleName()));
    }
  }
}
