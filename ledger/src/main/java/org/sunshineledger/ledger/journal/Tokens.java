package org.sunshineledger.ledger.journal;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Where the views' processors keep how far they have read: {@code view.token_entry}. */
public final class Tokens {

  /** How long a view waits after its process was killed; the claim is renewed far more often. */
  private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(5);

  /**
   * Whose claims these are. Axon would take process and host, which are the same for two containers
   * that share a name; both would then fold one view.
   */
  private static final String NODE =
      ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID();

  private Tokens() {}

  /**
   * A token store on {@code view.token_entry}.
   *
   * @param connections the views' transactions, so that rows and token are committed together
   */
  public static TokenStore store(ConnectionProvider connections) {
    return JdbcTokenStore.builder()
        .connectionProvider(connections)
        .serializer(serializer())
        .schema(TokenSchema.builder().setTokenTable("view.token_entry").build())
        .nodeId(NODE)
        .claimTimeout(CLAIM_TIMEOUT)
        .build();
  }

  /**
   * Writes Axon's tokens. A plain mapper refuses {@link ReplayToken}, whose inner token and context
   * are declared as interface and object, and the processor then retries silently for ever; this
   * one allows exactly the types of tokens.
   */
  public static Serializer serializer() {
    return Jackson3Serializer.builder()
        .jsonMapperBuilderCustomizer(mapper ->
            mapper.polymorphicTypeValidator(
                BasicPolymorphicTypeValidator.builder()
                    .allowIfSubType(GlobalSequenceTrackingToken.class)
                    .allowIfSubType(ReplayToken.class)
                    .allowIfSubType(MergedTrackingToken.class)
                    .allowIfSubType(ConfigToken.class)
                    .build()))
        .build();
  }
}
