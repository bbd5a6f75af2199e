package org.sunshineledger.ledger.log.witness;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.log.note.AddCheckpoint;
import org.sunshineledger.ledger.log.note.NoteSignature;
import org.sunshineledger.ledger.log.note.SignedNote;

/** Asks one witness over HTTP. */
final class WitnessClient {

  /** From the request to the whole answer. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int OK = 200;
  private static final int CONFLICT = 409;
  private static final int MOST_BYTES = 1_000_000;
  private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,17})\n");

  private final HttpClient http;
  private final URI prefix;

  /**
   * @param prefix of submission, and here also of monitoring; {@code add-checkpoint} goes below it
   */
  WitnessClient(HttpClient http, URI prefix) {
    this.http = http;
    this.prefix = URI.create(prefix.toString().replaceFirst("/+$", "") + "/");
  }

  /** The name of a log among the addresses of a witness: SHA-256 of its origin, in hexadecimal. */
  static String originHash(String origin) {
    return Sha256.of(origin.getBytes(UTF_8)).toString();
  }

  /**
   * Asks for a cosignature.
   *
   * @throws IOException when there is no answer, or one that no witness gives
   */
  Answer add(AddCheckpoint asked) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(
            to("add-checkpoint").POST(BodyPublishers.ofByteArray(asked.bytes())).build(),
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    int status = response.statusCode();
    try {
      if (status == OK) return new Answer.Cosigned(NoteSignature.parseLines(response.body()));
    } catch (IllegalArgumentException e) {
      throw new IOException("it answered with no cosignatures: " + e.getMessage(), e);
    }
    if (status == CONFLICT) return otherSize(new String(response.body(), US_ASCII));
    return Arrays.stream(Answer.Refusal.values())
        .filter(each -> each.status() == status)
        .findFirst()
        .<Answer>map(why -> new Answer.Refused(why, ""))
        .orElseThrow(() -> new IOException("it answered with status " + status));
  }

  private static Answer otherSize(String body) throws IOException {
    if (!SIZE.matcher(body).matches()) throw new IOException("it answered with no size");
    return new Answer.OtherSize(Long.parseLong(body.strip()));
  }

  /**
   * The newest checkpoint of the log that the witness has cosigned; empty where it shows none.
   *
   * @throws IOException when there is no answer
   */
  Optional<SignedNote> latest(String origin) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(
            to(originHash(origin) + "/checkpoint").GET().build(),
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    if (response.statusCode() != OK) return Optional.empty();
    try {
      return Optional.of(SignedNote.parse(response.body()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(prefix.resolve(path)).timeout(PATIENCE);
  }
}
