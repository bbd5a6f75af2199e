package org.sunshineledger.api.orders;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.springframework.web.util.UriUtils;
import org.sunshineledger.ledger.fact.Order;

/** Where the facts of a stream stand, and where an order is given to it. */
public final class OrderAddresses {

  private OrderAddresses() {}

  /** E.g. {@code /households/4101850010010001/facts}. */
  public static String facts(String stream) {
    return page(stream) + "/facts";
  }

  /** The form of the order, e.g. {@code /households/4101850010010001/confirm-exit}. */
  public static String form(String stream, Class<? extends Order> order) {
    return page(stream) + "/" + Door.nameOf(order);
  }

  private static String page(String stream) {
    int slash = stream.indexOf('/');
    Door door =
        Stream.of(Door.values())
            .filter(each -> each.stream("").equals(stream.substring(0, slash + 1)))
            .findFirst()
            .orElseThrow();
    return "/%s/%s"
        .formatted(
            door.path(),
            UriUtils.encodePathSegment(stream.substring(slash + 1), StandardCharsets.UTF_8));
  }
}
