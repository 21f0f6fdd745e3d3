import { commandWords } from './command.ts'
import type { Container } from './container.ts'
import { envOf } from './env.ts'

const images = /(?:^|[/_-])(?:java|jdk|jre|openjdk|temurin|corretto|tomcat|keycloak|elasticsearch|jenkins|sonarqube|nexus3|wildfly)(?:$|[@:_-])/
const variables = /^(?:JAVA_(?:TOOL_)?OPT(?:ION)?S|JDK_JAVA_OPTIONS|CATALINA_OPTS|SPRING_PROFILES_ACTIVE)$/

/** Whether a container shows that it runs a JVM, whose start takes half a minute and longer where processor time is short. */
export function runsJvm(container: Container): boolean {
  const { image, livenessProbe } = container.value ?? {}
  return (
    images.test(image ?? '') ||
    livenessProbe?.httpGet?.path?.startsWith('/actuator') === true ||
    commandWords(container).some(({ text }) => /\.jar$|^-Xm[sx]/.test(text)) ||
    envOf(container).some(entry => variables.test(entry.at('name').value ?? ''))
  )
}
