package org.sunshineledger.ledger.log.seal;

import java.sql.SQLException;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.log.TreeHead;

/**
 * What stored facts, tiles and checkpoints can have against each other; all of it stops the log.
 */
final class Contradiction {

  private Contradiction() {}

  static StartRefused roots(TreeHead signed, TreeHead derived) {
    return of(
        signed,
        "At size %d the stored tiles hash to %s, but the signed root is %s."
            .formatted(signed.size(), derived.rootHash(), signed.rootHash()));
  }

  static StartRefused signedMore(TreeHead witnessed, long sealed) {
    return of(
        witnessed,
        "A witness holds a checkpoint of this log over %d facts, but only %d are sealed here."
            .formatted(witnessed.size(), sealed));
  }

  static StartRefused witnessed(TreeHead signed, TreeHead ours) {
    return of(
        signed,
        "At size %d this log has the root %s, but a witness holds a checkpoint it has signed with %s."
            .formatted(signed.size(), ours.rootHash(), signed.rootHash()));
  }

  static StartRefused putBack(TreeHead published, long sealed) {
    return new StartRefused(
        "A checkpoint of this log over %d facts is published, but only %d are sealed in this database: it is an older copy."
            .formatted(published.size(), sealed),
        ("Sign nothing and delete nothing. Put the database back to a later moment, at which it"
                + " holds %s; docker/backup/README.md says how, and what to do when there is none.")
            .formatted(published));
  }

  static StartRefused otherThanPublished(TreeHead published, TreeHead ours) {
    return of(
        published,
        "At size %d this database has the root %s, but this log has published %s."
            .formatted(published.size(), ours.rootHash(), published.rootHash()));
  }

  static StartRefused journalTooShort(TreeHead signed, long facts) {
    return of(
        signed,
        "The journal holds %d facts, but a checkpoint over %d is signed."
            .formatted(facts, signed.size()));
  }

  static StartRefused tileMissing(TreeHead signed) {
    return of(
        signed,
        "Tiles are missing or too short that the checkpoint over %d facts rests on."
            .formatted(signed.size()));
  }

  static StartRefused leafDiffers(TreeHead signed, long position) {
    return of(
        signed,
        "The fact at position %d is missing or is not the one that stands in the log."
            .formatted(position));
  }

  private static StartRefused of(TreeHead signed, String what) {
    return new StartRefused(
        what,
        ("Sign nothing and delete nothing. Run fsck with the size and root of the last checkpoint"
                + " (%s), and restore the database from a backup that holds it.")
            .formatted(signed));
  }

  static StartRefused rowDamaged(long size, RuntimeException cause) {
    return new StartRefused(
        "The stored checkpoint over %d facts is damaged: %s.".formatted(size, cause.getMessage()),
        "Sign nothing and delete nothing. Restore the database from a backup.",
        cause);
  }

  static StartRefused otherKey(long size, String origin, RuntimeException cause) {
    return new StartRefused(
        "None of the log's keys (%s) signed the stored checkpoint over %d facts: %s."
            .formatted(origin, size, cause.getMessage()),
        "Give LEDGER_LOG_KEY, or the key file, the key that did; a new key goes beside it, before"
            + " it.",
        cause);
  }

  static StartRefused otherOrigin(long size, String stored, String origin) {
    return new StartRefused(
        "The stored checkpoint over %d facts is of the log %s, but the keys are of %s."
            .formatted(size, stored, origin),
        "Give LEDGER_LOG_KEY, or the key file, the keys of %s.".formatted(stored));
  }

  static StartRefused tilesAhead(TreeHead wanted, SQLException cause) {
    return new StartRefused(
        "Tiles are stored that are not those of the first %d facts; no checkpoint covers them."
            .formatted(wanted.size()),
        "Somebody wrote into log.tile beside the ledger. Run fsck, and restore the database from a"
            + " backup.",
        cause);
  }

  static StartRefused gap(long position) {
    return new StartRefused(
        "The journal has no fact at position %d, but later ones.".formatted(position),
        "Run fsck, and restore the database from a backup.");
  }
}
