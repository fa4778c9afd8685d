package main

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"time"

	authentication "k8s.io/api/authentication/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/clientcmd/api"
)

const serviceAccountPrefix = "system:serviceaccount:"

// kubeconfigFor prints a self-contained kubeconfig.
// args: the administrator's kubeconfig, the folder with ca.crt and ca.key,
// and optionally USER[,GROUP...]; without it the administrator's credentials are kept.
func kubeconfigFor(args []string) error {
	if len(args) < 2 || len(args) > 3 {
		return errors.New("usage: kubeconfig-for ADMIN_KUBECONFIG PKI_FOLDER [USER[,GROUP...]]")
	}
	config, err := clientcmd.LoadFromFile(args[0])
	if err != nil {
		return err
	}
	if err := api.FlattenConfig(config); err != nil {
		return err
	}
	if len(args) == 3 {
		names := strings.Split(args[2], ",")
		user, err := credentials(config, args[1], names[0], names[1:])
		if err != nil {
			return err
		}
		config.AuthInfos = map[string]*api.AuthInfo{names[0]: user}
		config.Contexts[config.CurrentContext].AuthInfo = names[0]
	}
	out, err := clientcmd.Write(*config)
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(out)
	return err
}

func credentials(admin *api.Config, pki, user string, groups []string) (*api.AuthInfo, error) {
	account, isAccount := strings.CutPrefix(user, serviceAccountPrefix)
	if !isAccount {
		return signedCertificate(pki, user, groups)
	}
	namespace, name, ok := strings.Cut(account, ":")
	if !ok || namespace == "" || name == "" || len(groups) > 0 {
		return nil, fmt.Errorf("a service account is written %sNAMESPACE:NAME, without groups", serviceAccountPrefix)
	}
	return accountToken(admin, namespace, name)
}

func accountToken(admin *api.Config, namespace, name string) (*api.AuthInfo, error) {
	rest, err := clientcmd.NewDefaultClientConfig(*admin, nil).ClientConfig()
	if err != nil {
		return nil, err
	}
	client, err := kubernetes.NewForConfig(rest)
	if err != nil {
		return nil, err
	}
	lifetime := int64((24 * time.Hour).Seconds())
	request := &authentication.TokenRequest{Spec: authentication.TokenRequestSpec{ExpirationSeconds: &lifetime}}
	token, err := client.CoreV1().ServiceAccounts(namespace).CreateToken(context.Background(), name, request, meta.CreateOptions{})
	if err != nil {
		return nil, fmt.Errorf("no token for service account %s in namespace %s: %w", name, namespace, err)
	}
	return &api.AuthInfo{Token: token.Status.Token}, nil
}

func signedCertificate(pki, user string, groups []string) (*api.AuthInfo, error) {
	ca, err := tls.LoadX509KeyPair(filepath.Join(pki, "ca.crt"), filepath.Join(pki, "ca.key"))
	if err != nil {
		return nil, err
	}
	signer, ok := ca.PrivateKey.(crypto.Signer)
	if !ok {
		return nil, errors.New("the key of the certificate authority cannot sign")
	}
	// RSA in PKCS #1 is the form that every client library reads, Java ones included.
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, err
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return nil, err
	}
	now := time.Now()
	template := &x509.Certificate{
		SerialNumber: serial,
		Subject:      pkix.Name{CommonName: user, Organization: groups},
		NotBefore:    now.Add(-5 * time.Minute),
		NotAfter:     now.AddDate(1, 0, 0),
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, ca.Leaf, key.Public(), signer)
	if err != nil {
		return nil, err
	}
	return &api.AuthInfo{
		ClientCertificateData: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate}),
		ClientKeyData:         pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}),
	}, nil
}
