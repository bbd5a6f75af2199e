package org.sunshineledger.ledger.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.sunshineledger.ledger.fact.Sha256;

/**
 * What a fact says of a personal field: SHA-256 over the field's name, a line feed, 32 random bytes
 * and the value in UTF-8. Value and salt live in the vault; without the salt nobody can guess them.
 */
public record Commitment(PersonalField field, Sha256 digest) {

  public static final int SALT_BYTES = 32;

  public static Commitment to(PersonalField field, byte[] salt, String value) {
    if (salt.length != SALT_BYTES)
      throw new IllegalArgumentException("a salt has 32 bytes, not " + salt.length);
    return new Commitment(
        field, Sha256.of((field.name() + "\n").getBytes(UTF_8), salt, value.getBytes(UTF_8)));
  }
}
