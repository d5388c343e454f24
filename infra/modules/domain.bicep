metadata description = 'A host name of the operator\'s own, and a certificate that Azure manages for it.'

param functionAppName string
param planId string
param hostName string
param location string
param tags object
param certificate bool

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: functionAppName
}

resource binding 'Microsoft.Web/sites/hostNameBindings@2024-04-01' = {
  parent: app
  name: hostName
  properties: {
    siteName: functionAppName
    hostNameType: 'Verified'
    sslState: 'Disabled'
  }
}

resource managed 'Microsoft.Web/certificates@2024-04-01' = if (certificate) {
  name: 'cert-${hostName}'
  location: location
  tags: tags
  dependsOn: [binding]
  properties: {
    serverFarmId: planId
    canonicalName: hostName
  }
}

// The binding is made twice: the certificate wants the name bound, and the binding wants the certificate.
module tls 'domain-tls.bicep' = if (certificate) {
  params: {
    functionAppName: functionAppName
    hostName: hostName
    thumbprint: certificate ? managed!.properties.thumbprint : ''
  }
}
