/**
 * The official images of Docker Hub, those that a name without a slash means: github.com/docker-library/official-images, `library/`,
 * and those that were there once. Last checked on 2026-11-21.
 */
export const officialImages: ReadonlySet<string> = new Set(
  (
    'adminer adoptopenjdk aerospike almalinux alpine alt amazoncorretto amazonlinux api-firewall arangodb archlinux backdrop bash bonita ' +
    'buildpack-deps busybox caddy cassandra centos chronograf cirros clearlinux clefos clickhouse clojure composer consul convertigo couchbase ' +
    'couchdb crate crux dart debian docker drupal eclipse-mosquitto eclipse-temurin eggdrop elasticsearch elixir emqx erlang fedora flink ' +
    'fluentd friendica gazebo gcc geonetwork ghost golang gradle groovy haproxy haskell haxe hello-world hipache hitch httpd hylang ' +
    'ibm-semeru-runtimes ibmjava influxdb iojs irssi java jetty jobber joomla jruby julia kapacitor kibana kong krakend lightstreamer ' +
    'liquibase logstash mageia mariadb matomo maven mediawiki memcached mongo mongo-express monica mono mysql nats nats-streaming neo4j ' +
    'neurodebian nextcloud nginx node notary nuxeo odoo open-liberty openjdk opensuse oraclelinux orientdb owncloud percona perl photon php ' +
    'php-zendserver phpmyadmin piwik plone postfixadmin postgres pypy python r-base rabbitmq rails rakudo-star rapidoid redis redmine registry ' +
    'rethinkdb rocket.chat rockylinux ros ruby rust sapmachine satosa sentry silverpeas sl solr sonarqube sourcemage spark spiped storm swarm ' +
    'swift swipl teamspeak telegraf thrift tomcat tomee traefik ubuntu unit valkey varnish vault websphere-liberty wordpress xwiki yourls ' +
    'zeek znc zookeeper'
  ).split(' '),
)
