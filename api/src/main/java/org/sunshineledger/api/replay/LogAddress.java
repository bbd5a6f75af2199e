package org.sunshineledger.api.replay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunshineledger.ledger.log.TilePath;

/** A log at its address, as everybody reads it: C2SP tlog-tiles, and what public facts say. */
final class LogAddress implements LogCopy {

  private static final String ANYTHING = "*/*";

  private final Web web;
  private final String prefix;

  /**
   * @param prefix without a slash at the end, e.g. {@code http://localhost:8080/log}
   */
  LogAddress(Web web, String prefix) {
    this.web = web;
    this.prefix = prefix;
  }

  @Override
  public void ahead(List<TilePath> bundles) {
    for (TilePath bundle : bundles) {
      web.begin(at(bundle.toString()), ANYTHING);
      web.begin(details(bundle.index()), ANYTHING);
    }
  }

  @Override
  public byte[] checkpoint() throws IOException {
    return web.read(at("checkpoint"), ANYTHING);
  }

  @Override
  public Optional<byte[]> tile(TilePath path) throws IOException {
    Optional<byte[]> exact = web.find(at(path.toString()), ANYTHING);
    // What was partial when the checkpoint came may be full now, and gone as it was.
    return exact.isPresent() || path.isFull()
        ? exact
        : web.find(
            at(new TilePath(path.level(), path.index(), TilePath.FULL).toString()), ANYTHING);
  }

  @Override
  public List<Detail> details(TilePath bundle) throws IOException {
    List<Detail> found = new ArrayList<>();
    String lines = new String(web.read(details(bundle.index()), ANYTHING), US_ASCII);
    for (String line : lines.lines().toList()) found.add(DetailLines.read(line));
    return found;
  }

  @Override
  public boolean isOfTheWholeLog() {
    return true;
  }

  private URI details(long bundle) {
    return at("details/" + bundle);
  }

  private URI at(String path) {
    return URI.create(prefix + "/" + path);
  }

  /** The other one closes what it opened. */
  @Override
  public void close() {}
}
