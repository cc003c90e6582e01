import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.jpa.test.config.TestR4Config;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.net.InetSocketAddress;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** HAPI's JPA server for R4 on H2 in memory, put together as HAPI's own tests do; loopback only. */
public class HapiServer {
  public static void main(String[] arguments) throws Exception {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8080;
    String base = "http://127.0.0.1:" + port + "/fhir";
    var parts = new AnnotationConfigApplicationContext(TestR4Config.class);
    var fhir = new RestfulServer(parts.getBean(FhirContext.class));
    fhir.registerProviders(
        parts.getBean("myResourceProvidersR4", ResourceProviderFactory.class).createProviders());
    fhir.registerProvider(parts.getBean("mySystemProviderR4", JpaSystemProvider.class));
    var paging = parts.getBean(DatabaseBackedPagingProvider.class);
    paging.setDefaultPageSize(100);
    paging.setMaximumPageSize(1000);
    fhir.setPagingProvider(paging);
    fhir.setDefaultResponseEncoding(EncodingEnum.JSON);
    fhir.setServerAddressStrategy(new HardcodedServerAddressStrategy(base));
    fhir.setServerConformanceProvider(
        new JpaCapabilityStatementProvider(
            fhir,
            parts.getBean("mySystemDaoR4", IFhirSystemDao.class),
            parts.getBean(JpaStorageSettings.class),
            parts.getBean(ISearchParamRegistry.class),
            parts.getBean(IValidationSupport.class)));
    var server = new Server(new InetSocketAddress("127.0.0.1", port));
    var handler = new ServletContextHandler("/");
    handler.addServlet(new ServletHolder(fhir), "/fhir/*");
    server.setHandler(handler);
    server.start();
    System.out.println("HAPI FHIR " + ca.uhn.fhir.util.VersionUtil.getVersion() + " at " + base);
    server.join();
  }
}
