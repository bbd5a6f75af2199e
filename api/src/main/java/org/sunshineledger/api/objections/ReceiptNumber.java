package org.sunshineledger.api.objections;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.sunshineledger.ledger.fact.Sha256;

/**
 * 回执编号: 26 letters and digits (RFC 4648 base32) that hold 128 random bits. Whoever has it learns
 * what became of an objection or a report; the ledger keeps its digest only.
 */
record ReceiptNumber(String letters) {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int LENGTH = 26;
  private static final int BITS = 5;
  private static final int BYTES = 16;
  private static final int GROUP = 4;

  static ReceiptNumber random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    StringBuilder letters = new StringBuilder();
    int held = 0;
    int bits = 0;
    for (byte each : bytes) {
      held = ((held << Byte.SIZE) | (each & 0xff)) & 0xffff;
      bits += Byte.SIZE;
      for (; bits >= BITS; bits -= BITS)
        letters.append(ALPHABET.charAt((held >> (bits - BITS)) & 31));
    }
    return new ReceiptNumber(
        letters.append(ALPHABET.charAt((held << (BITS - bits)) & 31)).toString());
  }

  /** As somebody typed it: in small letters, with or without hyphens and blanks. */
  static Optional<ReceiptNumber> of(String typed) {
    if (typed.length() > 2 * LENGTH) return Optional.empty();
    String letters = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    return letters.length() == LENGTH
            && letters.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0)
        ? Optional.of(new ReceiptNumber(letters))
        : Optional.empty();
  }

  /** What the ledger knows it by. */
  Sha256 digest() {
    return Sha256.of(("sunshine-ledger/receipt/v1\n" + letters).getBytes(US_ASCII));
  }

  /** In groups, as it is printed and in addresses. */
  @Override
  public String toString() {
    return letters.replaceAll("(.{%d})(?=.)".formatted(GROUP), "$1-");
  }
}
