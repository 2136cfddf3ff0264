package io.github.camelenkash.ledger.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;

/** Real connections that do some things otherwise. */
final class FakeConnections {

    /** What is done instead of a call. */
    interface Instead {
        Object of(Call call) throws Exception;
    }

    /** The call as it would be. */
    interface Call {
        Object proceed() throws Exception;
    }

    private FakeConnections() {}

    /** A source whose connections do what is named here otherwise; methods are named without their class. */
    static DataSource of(DataSource real, Map<String, Instead> otherwise) {
        return wrap(DataSource.class, real, otherwise);
    }

    /** A source that gives this one connection to everybody and lets nobody close it, as one of a transaction. */
    static DataSource sharing(Connection connection) {
        var shared = wrap(Connection.class, connection, Map.of("close", call -> null));
        return wrap(DataSource.class, new org.h2.jdbcx.JdbcDataSource(), Map.of("getConnection", call -> shared));
    }

    private static <T> T wrap(Class<T> type, T real, Map<String, Instead> otherwise) {
        return type.cast(Proxy.newProxyInstance(
                FakeConnections.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Call call = () -> {
                        try {
                            var result = method.invoke(real, arguments);
                            return method.getName().equals("unwrap") ? result : wrapAny(result, otherwise);
                        } catch (InvocationTargetException e) {
                            throw e.getCause() instanceof Exception cause ? cause : e;
                        }
                    };
                    var instead = otherwise.get(method.getName());
                    return instead == null ? call.proceed() : instead.of(call);
                }));
    }

    private static Object wrapAny(Object result, Map<String, Instead> otherwise) {
        if (result instanceof Connection connection) {
            return wrap(Connection.class, connection, otherwise);
        }
        if (result instanceof DatabaseMetaData data) {
            return wrap(DatabaseMetaData.class, data, otherwise);
        }
        return result != null && result.getClass().getSimpleName().equals("JdbcStatement")
                ? wrap(Statement.class, (Statement) result, otherwise)
                : result;
    }
}
