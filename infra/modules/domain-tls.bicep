metadata description = 'Binds a certificate to a host name that is bound already.'

param functionAppName string
param hostName string
param thumbprint string

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: functionAppName
}

resource binding 'Microsoft.Web/sites/hostNameBindings@2024-04-01' = {
  parent: app
  name: hostName
  properties: {
    siteName: functionAppName
    sslState: 'SniEnabled'
    thumbprint: thumbprint
  }
}
