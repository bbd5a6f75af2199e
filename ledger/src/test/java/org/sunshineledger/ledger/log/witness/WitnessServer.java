package org.sunshineledger.ledger.log.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.log.note.KeyType;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.SigningKey;
import org.sunshineledger.ledger.log.note.TrustPolicy;
import org.sunshineledger.ledger.log.note.VerifierKey;

/** A witness with a database of its own, behind HTTP on this machine. */
final class WitnessServer implements AutoCloseable {

  /** What is the matter with it. */
  enum Mood {
    WELL,
    /** Answers nothing that a witness says. */
    CONFUSED,
    /** Cosigns, and its answer is lost on the way. */
    LOSES_ANSWERS
  }

  final TestDatabase database = TestDatabase.create();
  final SigningKey key;
  final AtomicInteger asked = new AtomicInteger();
  volatile Mood mood = Mood.WELL;
  private final Witness witness;
  private final HttpServer server;

  WitnessServer(String name, KeyType type, VerifierKey log) throws IOException, SQLException {
    key = SigningKey.make(name, type, new SecureRandom());
    witness =
        new Witness(
            database.app(),
            WitnessKeys.parse(key.secret()),
            TrustPolicy.parse("log %s\nquorum none\n".formatted(log).getBytes(UTF_8)),
            InstantSource.system());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** The line of a policy. */
  String line(String name) {
    return "witness %s %s http://127.0.0.1:%d/\n"
        .formatted(name, key.verifierKey(), server.getAddress().getPort());
  }

  /** The size it has cosigned last. */
  long size() throws SQLException {
    return witness.known().getFirst().size();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.incrementAndGet();
      if (mood == Mood.CONFUSED) {
        send(exchange, 500, "out of order".getBytes(UTF_8));
        return;
      }
      if (exchange.getRequestMethod().equals("GET")) {
        byte[] latest =
            witness
                .latest(exchange.getRequestURI().getPath().split("/", -1)[1])
                .map(SignedNote::bytes)
                .orElse(new byte[0]);
        send(exchange, latest.length == 0 ? 404 : 200, latest);
        return;
      }
      Answer answer = witness.add(exchange.getRequestBody().readAllBytes());
      if (mood == Mood.LOSES_ANSWERS) return;
      switch (answer) {
        case Answer.Cosigned cosigned -> send(exchange, 200, cosigned.bytes());
        case Answer.OtherSize other -> send(exchange, 409, other.bytes());
        case Answer.Refused refused -> send(exchange, refused.why().status(), new byte[0]);
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) exchange.getResponseBody().write(body);
  }

  void stop() {
    server.stop(0);
  }

  @Override
  public void close() {
    stop();
    database.close();
  }

  static List<VerifierKey> keys(WitnessServer... servers) {
    return List.of(servers).stream().map(each -> each.key.verifierKey()).toList();
  }
}
